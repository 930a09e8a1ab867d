# Yedekler, yedekten dönüş ve doktorun kasada gördükleri.
cli-command-backup = Kasanın tamamını şifreli tek bir dosyaya yazar ve emin olmak için geri okur
cli-command-restore = Bir yedekten kasa kurar; var olan bir kasanın üzerine asla yazmaz
cli-arg-file = Yedek
    .value = DOSYA
cli-arg-force = Bu adda eski bir dosya varsa, yenisi sağlam çıktıktan sonra onun yerine koyar
cli-arg-backup_passphrase_file = Yedeğin parolasını bir dosyanın ilk satırından okur; kasanınki için --passphrase-file kullanılır
    .value = DOSYA
cli-arg-restore-into = Kasayı veri dizini yerine bu dizinde kurar
    .value = DİZİN
cli-arg-vault = Kasanın tamamını okur ve nesi bozuksa söyler
cli-arg-test_backup = Yedeği kısa süreliğine ayrı bir yere kurar, bakar ve siler
    .value = DOSYA
cli-arg-repair_into = Hasarlı bir kasadan okunabileni bu dizinde yeni bir kasaya kurtarır
    .value = DİZİN

cli-ask-vault = Kasanın parolası (ya da kurtarma kodu):
cli-ask-backup = Yedeğin parolası (ya da kurtarma kodu):
cli-ask-backup-new = Bu yedek için bir parola, en az 12 karakter:
cli-ask-again = Bir daha:
cli-ask-differs = İkisi aynı değil. Lütfen baştan başlayın.
cli-ask-inner = İçine de bakmak için kasanın parolası (Enter bunu atlar):
cli-ask-common = Tahmin etmesi çok kolay. Lütfen başka bir parola seçin; birbiriyle ilgisiz altı sözcük iyi olur.
cli-ask-name = Ada çok benziyor. Lütfen başka bir parola seçin; birbiriyle ilgisiz altı sözcük iyi olur.
cli-ask-nobody = Parola gerekiyor, ama sorulacak bir terminal yok. Bir dosyayla verin: kasa için --passphrase-file, yedek için --backup-passphrase-file.

cli-kilobytes = { $count } KB
cli-backup-progress = Yedekleniyor: %{ $percent }
cli-restore-progress = Geri yükleniyor: %{ $percent }
cli-backup-made = { $file }: yedek alındı ve geri okundu, { $size }, { $cases } vaka.
cli-backup-made-opens = Kendi parolasıyla ya da kurtarma kodunuzla açılır. İçindeki kasa bugünkü parolanızla açılır. Yedeği bu bilgisayardan uzakta saklayın.
cli-backup-same-disk = Yedek, kasayla aynı diskte duruyor. Disk bozulursa ikisi de gider: lütfen başka bir yere kopyalayın.
cli-backup-inside = Yedek eksiksiz. { $day }, saat { $time }; { $cases } vaka.
cli-backup-exists = bu adda bir dosya zaten var. Başka bir ad seçin ya da değiştirmek için --force yazın.
cli-backup-no-room = { $path } içinde yeterli yer yok. Yedek alınmadı; eski yedek olduğu gibi duruyor. Yer açıp yeniden deneyin.
cli-backup-not-one = bu bir vaka yedeği değil.
cli-backup-newer = bu yedek daha yeni bir vaka ile alınmış. Lütfen yenisini kullanın.
cli-backup-damaged = bu yedek hasarlı: kesilmiş ya da değişmiş. Hiçbir şey yazılmadı. Lütfen başka bir yedek kullanın.
cli-backup-wrong = bu, ne yedeğin parolası ne de kasasının kurtarma kodu. Hiçbir şey yazılmadı. Lütfen yeniden deneyin.
cli-backup-differs = geri okunan, yazılanla aynı değil. Disk ya da bellek bozuluyor olabilir: lütfen başkasını kullanın. Yedek bırakılmadı.
cli-backup-running = bu kasanın başka bir yedeği alınıyor. Lütfen bitmesini bekleyin.
cli-backup-stopped = Durduruldu. Başlanan ne varsa silindi.

cli-restore-done = Kasa şurada: { $dir }
cli-restore-opens = O günkü parolasıyla ya da kurtarma koduyla kimler açar: { $names }
cli-restore-elsewhere = Geri yükleme hiçbir kasanın yerine geçmez. Boş bir dizin seçin: --into DİZİN

cli-examine-progress = Bakılıyor: %{ $percent }
cli-examine-pages = Kasanın her sayfası yazıldığı gibi.
cli-examine-pages-bad = Kasanın { $count } sayfası hasarlı.
cli-examine-structure = Yapısı düzgün.
cli-examine-structure-bad = Yapısında { $count } bozukluk var.
cli-examine-chain = Kimin ne yaptığının kaydı kesintisiz: { $count } kayıt.
cli-examine-chain-bad = Kimin ne yaptığının kaydı { $count }. kayıtta kopuk: bir şey çıkarılmış ya da değiştirilmiş.
cli-examine-repaired = Bu kasa { $day } günü hasarlı bir kasadan kurtarıldı. O gün { $versions } sürüm ve kimin ne yaptığının kaydından { $count } kayıt kayboldu; o günden sonrası her zamanki gibi denetleniyor.
cli-examine-anchor = Kayıt, anahtar dosyasının söylediği yere kadar uzanıyor.
cli-examine-anchor-bad = Kayıt, anahtar dosyasının söylediği yere kadar uzanmıyor: vault.db, vault.keys dosyasından eski olabilir ya da değiştirilmiştir.
cli-examine-versions = Kaydedilen her sürüm, kaydedildiği gibi.
cli-examine-versions-bad = Kaydedilen { $count } sürüm kaydedildiği gibi değil ya da eksik.
cli-examine-good = Her şey yolunda.
cli-examine-bad = Bir şeyler yolunda değil. Bu kasaya artık yazmayın. Son sağlam yedeği alın (vaka restore DOSYA) ya da okunabileni kurtarın: vaka doctor --repair-into DİZİN
cli-examine-last-backup = Son sağlam yedek: { $day }
cli-examine-no-backup = Henüz yedek alınmadı: vaka backup DOSYA
cli-test-outside = Dışarıdan bakıldı: her şey yazıldığı gibi. İçindeki kasa açılmadı.

cli-repair-progress = Kurtarılıyor: %{ $percent }
cli-repair-case = { $case }: { $kept } sürüm kurtarıldı, { $lost } sürüm kayıp
cli-repair-case-new = { $case } (eski numara kayboldu, bu yenisi): { $kept } sürüm kurtarıldı, { $lost } sürüm kayıp
cli-repair-elsewhere = Vakaların dışında: { $kept } sürüm kurtarıldı, { $lost } sürüm kayıp
cli-repair-entries = Kimin ne yaptığının kaydı: { $kept } kayıt kurtarıldı, { $lost } kayıt kayıp
cli-repair-whole = Her şey { $dir } içindeki yeni kasada. Hasarlı kasa olduğu gibi duruyor.
cli-repair-partly = Kurtarılabilen { $dir } içindeki yeni kasada; ! ile gösterilenler eksik. Hasarlı kasa olduğu gibi duruyor: son yedeğinizle karşılaştırana kadar saklayın.

cli-doctor-place = Yerin türü
place-good = bu bilgisayarda
place-network = Kasa bir ağ dosya sisteminde duruyor. Bağlantı koparsa son kaydedilen kaybolabilir; lütfen bu bilgisayarın diskinde tutun.
place-provided = Kasa, başka bir programın sağladığı bir dosya sisteminde duruyor; bunlar çoğu zaman ağ üzerindedir. Bu bilgisayarın diski daha güvenlidir.
place-synced = Kasa, { $program } programının başka makinelere kopyaladığı bir klasörde duruyor. İki kopya birbirinin üzerine yazabilir; lütfen kasayı başka yerde tutun, oraya yedekleri koyun.

home-backup-none = Henüz yedek yok. Başka bir pencerede şunu yazın: vaka backup DOSYA. b, bir hafta sonra hatırlatır.
home-backup-old = Son yedek { $days } gün önce alındı. Başka bir pencerede şunu yazın: vaka backup DOSYA. b, bir hafta sonra hatırlatır.
cmd-backup-later = Yedek: bir hafta sonra hatırlat
    .short = sonra
    .about = Ana sayfadaki yedek satırını yedi gün kaldırır.
why-no-backup-line = Şu anda yedekle ilgili bir satır yok.
notice-backup-later = Yedek bir hafta sonra hatırlatılacak.
