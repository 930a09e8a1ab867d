# Komut satırı: yardım, kılavuz sayfası ve standart hataya yazılanlar.
cli-about = İnsan ticaretinden kurtulanlara eşlik eden vaka çalışanları için klavyeyle kullanılan, şifreli vaka dosyası.
cli-panic = vaka, programın kendisindeki bir hata yüzünden durdu. Yazdıklarınız taslak olarak saklandı, burada hiçbiri gösterilmedi. Hatanın yeri günlükte yazılı.
cli-after-help = Komut verilmezse vaka, kasayı tam ekranda açar.

cli-heading-usage = Kullanım
cli-heading-options = Seçenekler
cli-heading-commands = Komutlar
cli-heading-arguments = Argümanlar
cli-usage-options = SEÇENEKLER
cli-usage-command = KOMUT

cli-command-demo = Programı, uydurma kişilerden oluşan geçici bir kasayla açar ya da böyle bir kasa kurar
cli-command-check = Formlarda veya metinlerde hata arar
cli-command-check-forms = Formlardaki her hatayı dosya, satır ve sütunuyla bildirir
cli-command-check-locales = Bütün dillerin metinlerini karşılaştırır, eksikleri bildirir
cli-command-doctor = Terminalin, veri dizininin ve makinenin durumunu anlatır
cli-command-completions = Kabuk için komut tamamlama betiğini yazar
cli-command-man = Kılavuz sayfasını yazar

cli-arg-data_dir = Kasanın bulunduğu dizin (VAKA_DATA_DIR, ayarlar veya alışılmış yer yerine)
    .value = DİZİN
cli-arg-config = Kullanılacak ayar dosyası; kendi formlarınız ve metinleriniz onun yanında aranır
    .value = DOSYA
cli-arg-lang = Dil: en, tr, ro veya kendi eklediğiniz bir dil
    .value = DİL
cli-arg-color = Renk: auto (kendiliğinden), always (her zaman) veya never (hiç)
    .value = NE_ZAMAN
cli-arg-ascii = Çizgileri ve işaretleri yalnız ASCII karakterleriyle çizer
cli-arg-passphrase_file = Parolayı bir dosyanın ilk satırından okur; - standart girdidir
    .value = DOSYA
cli-arg-help = Bu yardımı yazar
cli-arg-version = Sürümü yazar
cli-arg-json = Başka programlar için JSON yazar
cli-arg-paths = Form dosyaları veya dizinleri; verilmezse programdaki formlar ve sizin formlarınız
    .value = YOL
cli-arg-shell = bash, elvish, fish, powershell veya zsh
    .value = KABUK
cli-arg-into = Kasayı bu dizinde kurar ve biter; --passphrase-file gerekir
    .value = DİZİN
cli-arg-cases = Uydurma vaka sayısı (belirtilmezse 12)
    .value = SAYI
cli-arg-seed = Başka bir sayı başka kişiler verir (belirtilmezse 1)
    .value = SAYI

cli-error-value-missing = { $argument } bir değer ister.
cli-error-value = “{ $value }”, { $argument } için kullanılamaz.
cli-error-value-count = { $argument } için verilen değer sayısı çok fazla veya çok az.
cli-error-unknown-argument = Burada “{ $argument }” diye bir seçenek veya argüman yok.
cli-error-unknown-command = “{ $command }” diye bir komut yok.
cli-error-missing-command = Komut eksik.
cli-error-missing = { $argument } eksik.
cli-error-twice = { $argument } yalnız bir kez verilebilir.
cli-error-conflict = { $argument }, { $other } ile birlikte kullanılamaz.
cli-error-not-text = Argümanlardan biri geçerli UTF-8 metni değil.
cli-error-arguments = Bu argümanlar kullanılamaz.
cli-error-possible = Olabilecekler: { $names }
cli-error-near = Şunu mu demek istediniz: { $names }
cli-error-see-help = “vaka --help” neler olduğunu gösterir.
cli-error-language = “{ $lang }” diye bir dil yok. Bilinenler: { $names }
cli-error-home = Bu kullanıcının ev dizini bulunamadı. HOME değişkenini ayarlayın.
cli-error-output = Çıktı yazılamadı: { $reason }.
cli-error-input-not-terminal = vaka için yazılacak bir terminal gerekir; standart girdi ise bir dosya veya boru.
cli-error-output-not-terminal = vaka için çizilecek bir terminal gerekir; standart çıktı ise bir dosya veya boru.
cli-error-terminal-setup = Terminal hazırlanamadı: { $reason }.
cli-error-defect = vaka, programın kendisindeki bir hata yüzünden sona erdi.
cli-error-demo-passphrase = --into ile kurulan kasa bir parola ister: --passphrase-file verin.
cli-error-passphrase-unreadable = Parola dosyası okunamıyor: { $reason }.
cli-error-passphrase-empty = Parola dosyasının ilk satırı boş.
cli-error-passphrase-form = Parola dosyasında parola yok: çok uzun ya da metin değil.

cli-settings-unreadable = { $place }: ayarlar okunamıyor ({ $detail }); dikkate alınmadı.
cli-settings-not-settings = { $place }: bu bir ayar dosyası değil; dikkate alınmadı.
cli-settings-syntax = { $place }: ayarlar böyle yazılmaz (ad = değer): { $detail }
cli-settings-unknown = { $place }: böyle bir ayar yok ya da değer uygun değil: { $detail }

cli-reason-not-found = bulunamadı
cli-reason-permission = izin yok
cli-reason-exists = zaten var
cli-reason-full = disk dolu
cli-reason-read-only = disk salt okunur
cli-reason-directory = bu bir dizin
cli-reason-no-directory = bu bir dizin değil
cli-reason-not-text = bu bir metin değil
cli-reason-end = erken bitiyor
cli-reason-other = sistem hatası { $number }

cli-check-form = { $id }: sürüm { $version }, { $kind }, { $fields ->
        [one] { $fields } alan
       *[other] { $fields } alan
    }, { $items ->
        [one] { $items } madde
       *[other] { $items } madde
    }
cli-check-forms-good = { $forms ->
        [one] { $forms } form, hata yok
       *[other] { $forms } form, hata yok
    }
cli-check-forms-bad = { $errors ->
        [one] { $errors } hata
       *[other] { $errors } hata
    }
cli-check-locale = { $id }: { $messages ->
        [one] { $messages } metin
       *[other] { $messages } metin
    }, { $missing } eksik, { $extra } fazla
cli-check-missing = eksik: { $name }
cli-check-extra = İngilizcede yok: { $name }

cli-doctor-version = Sürüm
cli-doctor-input = Klavye bir terminal
cli-doctor-output = Ekran bir terminal
cli-doctor-size = Boyut
cli-doctor-term = Terminal türü (TERM)
cli-doctor-colour = Renk
cli-doctor-utf8 = UTF-8
cli-doctor-language = Dil
cli-doctor-languages = Bilinen diller
cli-doctor-config = Ayar dosyası
cli-doctor-data = Veri dizini
cli-doctor-mode = Erişim izinleri
cli-doctor-writable = Yazılabilir
cli-doctor-free = Boş yer
cli-doctor-vault = Kasa
cli-doctor-memory = Boş bellek
cli-doctor-memory-free = { $free } MB; kasa açılırken bir an için { $needed } MB gerekir
cli-doctor-sqlite = SQLite
cli-doctor-sqlcipher = SQLCipher
cli-doctor-yes = evet
cli-doctor-no = hayır
cli-doctor-unknown = bilinmiyor
cli-doctor-not-yet = henüz yok
cli-doctor-megabytes = { $count } MB
cli-doctor-vault-none = henüz yok
cli-doctor-vault-present = var
cli-doctor-vault-incomplete = dosyalarından biri eksik (vault.db, vault.keys)
cli-doctor-vault-empty = vault.db boş
cli-doctor-vault-foreign = vault.db bir kasa değil
cli-doctor-vault-unreadable = vault.db okunamıyor

cli-man-name = AD
cli-man-synopsis = KULLANIM
cli-man-description = AÇIKLAMA
cli-man-description-text = vaka, vaka çalışanları ile insan ticaretinden kurtulanların birlikte yazdıklarını saklar: görüşmeler, koruma, planlar ve sonrası. Her şey bu makinede tek bir şifreli kasada durur. Her ekranın tuşları son satırında yazar; ? hepsini gösterir. Dil her yerde değiştirilebilir.
cli-man-options = SEÇENEKLER
cli-man-commands = KOMUTLAR
cli-man-exit = ÇIKIŞ DURUMU
cli-man-exit-text =
    0 her şey yolunda
    1 bir şey başarısız oldu
    2 argümanlar yanlış
    3 veri veya form geçersiz
    4 kilitli ya da parola yanlış
    5 kasa daha yeni bir sürümle yazılmış
    130 Ctrl-C ile sonlandırıldı
cli-man-environment = ORTAM
cli-man-environment-text =
    VAKA_DATA_DIR: --data-dir verilmediğinde veri dizini.
    NO_COLOR: boş değilse rengi kapatır.
    LC_ALL, LC_MESSAGES ve LANG: --lang ve ayarlar dili belirtmediğinde dili seçer.
cli-man-files = DOSYALAR
cli-man-files-text =
    ~/.config/vaka/config.toml: ayarlar (language, second_language, idle_lock_minutes, colour, ascii, line_speed, data_dir)
    ~/.config/vaka/forms, ~/.config/vaka/locales: kendi formlarınız ve metinleriniz
    ~/.local/share/vaka: kasa
    ~/.local/state/vaka/vaka.log: günlük; vaka içeriği yoktur
