# Programın kendi sözleri: ekranlar, komutlar, bildirimler. Kısa ve sakin: okuyan yorgun,
# karşısındaki de okuyor olabilir.

app-name = vaka
too-small = Pencere çok küçük: 60 sütun ve 20 satır gerekiyor.
key-space = Boşluk

## Başlık satırı
header-demo = DEMO
header-risk = { $level } risk
header-consent = onam: { $state }
header-consent-none = sorulmadı
header-consent-given = verildi
header-consent-refused = reddedildi
header-consent-withdrawn = geri alındı
header-due = ilk tarih: { $when }

## İlk açılış
welcome-step = İlk açılış, adım { $n }/3
welcome-what = Vaka dosyası burada tutulur: görüşme, sakinleşme, riskler, plan. Her şey şifreli olarak bu bilgisayarda kalır.
welcome-languages = F4 dili değiştirir; şimdi de, her zaman da.
welcome-who = Kim kullanacak? Bir ad ya da baş harfler yeter.
welcome-name = Ad ya da baş harfler:
welcome-organisation = Kurum (boş kalabilir):
welcome-name-needed = Lütfen önce bir ad ya da baş harf yazın.
welcome-on = Devam
welcome-quit-hint = Ctrl+C ile çıkabilirsiniz. Henüz hiçbir şey kaydedilmedi.
welcome-passphrase = Bir parola seçin. Vaka dosyasını bu parola açar; o olmadan kimse açamaz.
welcome-passphrase-offer = En az 12 karakter olsun. F2, yazması kolay altı sözcük önerir.
welcome-passphrase-write = Sözcükleri bir kâğıda geçirin, kâğıdı bu bilgisayardan uzakta saklayın. Sonra buraya iki kez yazın.
welcome-recovery = Bu, kurtarma kodunuz. Parola bir gün kaybolursa dosyayı yalnız bu kod açar. Bir kez gösterilir: lütfen şimdi bir kâğıda yazın.
welcome-recovery-keep = Güvenli bir yerde saklayın, bilgisayarın yanında değil.
welcome-recovery-group = Emin olmak için { $n }. grubu yazın:
welcome-creating = Vaka dosyası hazırlanıyor; birkaç saniye sürer. Bu arada bilgisayarın hızı ölçülür: dosyayı açmak yaklaşık bir saniye alacak, parolayı tahmin etmek isteyenin her denemesi de.
passphrase-new = Parola:
passphrase-again = Bir daha:
passphrase-differs = İkisi aynı değil. Lütfen ikincisini yeniden yazın.
passphrase-short = Çok kısa: lütfen en az { $min } karakter yazın.
passphrase-repeats = Farklı karakter çok az. Birkaç sözcük daha kolay akılda kalır.
passphrase-common = Tahmin etmesi çok kolay. F2 iyisini önerir.
passphrase-name = Ada çok benziyor. F2 iyisini önerir.
recovery-group-wrong = Bu, { $n }. grup değil. Lütfen kâğıda bakıp yeniden yazın.

## Kilitli
unlock-title = Kilitli
unlock-locked = Vaka dosyası kilitli. Parolayı yazınca kaldığınız yer açılır.
unlock-start = Vaka dosyası kilitli. Parola ile açılır.
unlock-passphrase = Parola:
unlock-opening = Açılıyor. Bilerek yaklaşık bir saniye sürer; parolayı tahmin etmek de böyle yavaşlar.
unlock-adapting = Dosya önceki bir sürümden; bir kereliğine bu sürüme uyarlanıyor. Çok sayıda vakada yaklaşık bir dakika sürer.
unlock-renewing = Listelerde görünenler yeniden hesaplanıyor: %{ $percent }. Güncellemeden sonra bir kez olur. Ctrl-C ile çıkılır; bir dahaki açılışta kaldığı yerden sürer.
why-opening = Açılıyor, biraz bekleyin. Ctrl-C ile çıkılır.
unlock-recovery = Kâğıdınızdaki kurtarma kodunu, sonra iki kez yeni bir parola yazın.
unlock-code = Kurtarma kodu:

## Sıradan sayfa (hızlı gizleme)
hide-1 = Alışveriş
hide-2 = - ekmek, süt, domates
hide-3 = - mutfağa ampul
hide-4 = - kalem pil
hide-5 = Perşembe dişçi aranacak
hide-6 = 14 numaralı otobüs, yirmi dakikada bir

## Giriş ekranı
home-title = Bugün, { $day }
home-overdue = Günü geçenler ({ $count })
home-today = Bugün ({ $count })
home-ahead = Önümüzdeki 14 gün ({ $count })
    .short = önümüzdeki 14 gün
home-recent = Son açılanlar
home-cases = Açık vakalar ({ $count })
    .short = vakalar
home-unfinished = Başlanmış, henüz kaydedilmemiş ({ $count })
home-unfinished-row = Yeni vaka, başlangıç: { $when }
home-empty = Henüz vaka yok.
home-empty-hint = Bir vaka ilk kayıtla başlar: temas nasıl kuruldu, kişiye güvenle nasıl ulaşılır.
home-first = İlk vakayı başlat

## Vakalar
cases-title = Vakalar
cases-names-hidden = adlar gizli
cases-names-shown = adlar görünüyor
cases-filter = Ara:
cases-order-newest = en yenisi başta
cases-order-due = sıradaki tarihe göre
cases-order-risk = riske göre
cases-order-phase = aşamaya göre
cases-order-name = ada göre
cases-order-later = sıralamak için birkaç harf daha yazın
cases-none = Henüz vaka yok. Ctrl+E ile yenisi başlar.
cases-no-match = Bu numarada ya da adda vaka yok. Esc hepsini yeniden gösterir.

## Bir vaka
case-steps = Adımlar
case-latest = En son
case-version = ({ $n }. sürüm)
case-no-records = Henüz bir şey yazılmadı.
case-next = Sıradaki: { $what }
step-status-done = tamam
step-status-open = form: { $begun }/{ $all }
step-status-not-begun = başlanmadı
step-status-shut = sırası gelmedi
form-status-draft = taslak { $answered }/{ $total }
form-status-missing = { $missing } eksik
form-status-none = başlanmadı
form-status-shut = sırası gelmedi (o)
form-status-progress = { $answered }/{ $total } yanıt

## Kayıtlar ve sürümler
records-title = Kayıtlar
records-draft = taslak, kaydedilmedi
records-version = { $n }. sürüm, { $who }
history-title = Sürümler
reading-empty = Hiçbir soru yanıtlanmadı.
reading-left-over = Bu formda artık sorulmayanlar
reading-override = Sırası gelmeden açıldı. Nedeni: { $reason }
compare-title = { $older }. sürümden { $newer }. sürüme
compare-nothing = İkisi arasında değişen bir şey yok.
compare-changed = Neler değişti
compare-moved = Yükselenler ve düşenler
compare-rose = yükseldi: { $what } (önce { $before }, şimdi { $after })
compare-fell = düştü: { $what } (önce { $before }, şimdi { $after })
compare-new = yeni: { $what } ({ $after })
compare-gone = artık değerlendirilmiyor: { $what } (önce { $before })
compare-row-added = Eklenen satır: { $row }
compare-row-removed = Çıkarılan satır: { $row }
compare-reordered = Satırların sırası değişti: { $table }
merge-intro = İki sürüm yan yana. Hangisinin geçerli olacağını yer yer seçin: sol ok onunkini, sağ ok sizinkini alır. İkisi de sonradan sürüm olarak okunabilir.
merge-theirs = { $who }, { $when }
merge-mine = Siz, şimdi
merge-both = { $label } (ikiniz de yazdınız)
merge-row = bu satırla
merge-no-row = bu satır olmadan
merge-order = satırlar bu sırada
merge-choose-first = { $n ->
    [one] Bir yeri ikiniz de yazmışsınız. Lütfen önce orada seçin.
   *[other] { $n } yeri ikiniz de yazmışsınız. Lütfen önce oralarda seçin.
}

## Formlar
form-progress = { $answered }/{ $total } yanıt
form-next = Devam
form-save = Kaydet
form-row-done = Tabloya dön
form-summary = Kaydedilecekler
answer-declined = yanıtlamak istemiyor
answer-hidden = (gizli)
answer-none = boş
item-remark = Not:
menu-none = Bu adda bir komut yok.
choice-none = Bulunamadı. Geri silme tuşu harfleri siler.
field-suggested = Sağ ok ile alınır: { $name }
note-keys = Enter yeni satıra geçer, Tab ilerler.
choice-filter = Ara:
question-section = Bölüm { $section }/{ $sections }: { $name }
basis = Neye göre hesaplandı: { $inputs }
basis-nothing = Hesaplamak için henüz bir bilgi yok.
table-add = + Satır ekle
table-from = alındığı form: { $form }
table-new-row = Yeni satır
unreadable-date = { $field }: bu bir tarih değil. Örnek: 12.3, 12.03.2026 ya da +14 (14 gün sonra).
unreadable-time = { $field }: bu bir saat değil. Örnek: 14:30.
unreadable-duration = { $field }: bu bir süre değil. Örnek: 40 (dakika) ya da 1:30.
unreadable-number = { $field }: bu bir sayı değil.
unreadable-money = { $field }: bu bir tutar değil. Örnek: 250 EUR.
violation-own = { $field }: { $why }
violation-constraint = { $field }: bu, buraya uymuyor.
violation-below = { $field }: en az { $least }.
violation-above = { $field }: en çok { $most }.

## Öneriler
guidance-ask = Nasıl:
guidance-say = Şöyle diyebilirsiniz:
guidance-none = Buraya özgü bir öneri yok.

## Zor an ve mola
distress-title = Önce insan. Sorular bekleyebilir.
distress-1 = Kâğıtları bırakın. Yavaş ve alçak sesle konuşun, siz de yavaş soluk alıp verin.
distress-2 = Birlikte nerede olduğunuzu söyleyin; şu an içeri kimse girmeyecekse bunu da. Su verin, isterse pencereyi açın.
distress-3 = Sormadan dokunmayın, ne olduğunu sormayın. Ne kadar gerekiyorsa yanında kalın.
distress-aloud = Sesli okumak için:
distress-say = Şu an buradasınız, ben de buradayım. Durduk. Hiçbir şey söylemek zorunda değilsiniz. Burada sessizce oturabiliriz.
pause-title = Mola
pause-1 = Sorular kaldırıldı. Şimdiye kadar söylenenler yerinde duruyor.
pause-2 = İçecek bir şey, biraz hava, biraz sessizlik.
calm-ways = Enter ile kaldığınız yere dönersiniz. "e" ile burada bitirirsiniz; her şey saklanır.

## Önce gelmesi gereken ve neden
gate-title = Sırası henüz gelmedi: { $form }
gate-ways = Enter ile şuraya gidersiniz: { $form }. "o" ile yine de açarsınız; nedeni sorulur. Esc ile geri dönersiniz.
overlay-yes = evet
overlay-go = git
overlay-anyway = yine de aç
reason-title = Yine de aç: { $form }
reason-hint = Bu eksikken de devam etmek doğru olabilir. Lütfen nedenini yazın; kayıtla birlikte saklanır.
reason-label = Neden:
reason-needed = Lütfen nedenini birkaç sözcükle yazın.

## Sorulanlar
confirm-quit = Çıkmak istiyor musunuz?
confirm-quit-hint = Yazdığınız her şey saklanır. Enter ile çıkarsınız, Esc ile kalırsınız.
confirm-discard = Bu taslak atılsın mı?
confirm-discard-hint = Son kayıttan sonra yazdıklarınız kaybolur. Enter ile atılır, Esc ile kalır.
confirm-remove-row = Bu satır çıkarılsın mı?
confirm-remove-row-hint = Önceki sürümlerde kalır. Enter ile çıkarılır, Esc ile yerinde kalır.

## Yardım ve arama
help-title = Burada yapılabilecekler:
palette-title = Ne yapmak istiyorsunuz:

## Bildirimler
notice-reason-not-kept = Yazmakta olduğunuz neden saklanmadı: lütfen yeniden yazın.
notice-keys-from-copy = Anahtar dosyası bozulmuştu; yedeği kullanıldı. Lütfen diski denetleyin.
notice-keys-older = Anahtar dosyası vaka dosyasından eski: belki eski bir kopya geri geldi.
notice-anchor-broken = Vaka dosyası eskiye dönmüş ya da değiştirilmiş. Lütfen bir yedekle karşılaştırın.
notice-log-damaged = Vaka dosyasının bir parçası okunamadı: en son kaydedilenler eksik olabilir. Lütfen son yazdıklarınıza bakın.
notice-end-missing = En son kaydedilenler artık yerinde değil: vaka dosyasının bir parçası silinmiş veya kısaltılmış. Lütfen son yazdıklarınıza bakın.
notice-migrated = Vaka dosyası yeni biçime getirildi; eskisi saklandı.
notice-unchanged = Hiçbir şey değişmedi; yeni bir sürüm kaydedilmedi.
notice-saved = Kaydedildi: { $form }, { $n }. sürüm.
notice-saved-missing = Kaydedildi: { $form }, { $n }. sürüm. * ile işaretli açık kalan: { $missing }.
notice-saved-elsewhere = Bu kaydı az önce başka biri kaydetti. Yazmaya devam edin: kaydettiğinizde ikisi yan yana gösterilir.
notice-rights-changed = Burada neleri görüp yapabileceğiniz az önce değişti. Yazdığınız saklandı. Eksik bir şey varsa çalışanları yöneten kişiye sorun.
notice-draft-kept = Taslak olarak saklandı: { $form }.
notice-draft-gone = Taslak atıldı.
notice-stopped = Burada duruldu. Her şey saklandı: { $form }.
notice-taken = { $n ->
        [one] { $n } satır alındı ve en alta eklendi.
       *[other] { $n } satır alındı ve en alta eklendi.
    }

## Bir şey neden şimdi yapılamıyor
why-draft-no-versions = Taslağın henüz sürümü yok. Önce kaydedin.
why-no-closed-state = Bu tablonun satırları kapatılmaz.
why-home = Burası ana ekran. q ile çıkılır, her şey saklanır.
why-no-draft = Burada taslak yok.
why-no-field = Şu an bir sorunun üzerinde değilsiniz.
why-no-new-record = Bu formdan tek bir kayıt tutulur; Enter ile açılır.
why-no-row = Şu an bir satırın üzerinde değilsiniz.
why-no-text = Burada yazılacak bir şey yok.
why-not-declinable = Bu, müracaatçıya sorulan bir soru değil.
why-not-passphrase-step = Sözcükler parola seçilirken önerilir.
why-not-shut = Bu form zaten açık. Enter ile girebilirsiniz.
why-not-with-person = Bu form müracaatçıyla birlikte doldurulmaz.
why-nothing-to-take = Alınacak başka bir şey yok.
why-one-version = Yalnız bir sürüm var.

## Hatalar: ne oldu, ne yapmalı
error-conflict = Bu kaydı az önce başkası kaydetti. Yazdıklarınız duruyor. Aşağıda neyin geçerli olacağını seçin.
error-damaged = Vaka dosyası zarar görmüş. Lütfen artık yazmayın ve bir yedeğe dönün.
error-disk-full = Diskte yer kalmadı. Lütfen yer açıp yeniden deneyin.
error-disk-full-saving = Yer kalmadı, kaydedilmedi. Yazdıklarınız burada. Yer açıp yeniden kaydedin.
error-empty-vault = Vaka dosyası boş. Bozuk bir kopya olabilir: lütfen yedeği kullanın.
error-form-unknown = Bu kaydın formu burada yok.
error-held = Son yazdıklarınız diske yazılamadı. Kilidi açana dek bellekte duruyor. Önce yer açın, bu pencereyi kapatmayın.
error-kdf = Anahtar dosyası bu bilgisayardan çok fazla şey istiyor. Sizin olmayabilir.
error-keeping-draft = Taslak saklanamadı. Yazdıklarınız hâlâ burada: lütfen kaydedin.
error-keys-tampered = Anahtar dosyası dışarıdan değiştirilmiş. Devam etmeden lütfen yardım isteyin.
error-memory = Boş bellek yetersiz: kısa bir süre için { $mb } MB gerekiyor. Lütfen başka programları kapatıp yeniden deneyin.
error-missing-vault = Vaka dosyasının bir parçası eksik: vault.db ile vault.keys birlikte durmalı.
error-newer-vault = Bu dosya programın daha yenisiyle yapılmış. Lütfen yeni olanı kullanın.
error-not-a-vault = Bu, bu programın vaka dosyası değil.
error-not-writable = Buraya yazılamıyor: { $path }
error-saving = Kaydedilmedi. Yazdıklarınız hâlâ burada: lütfen yeniden deneyin.
error-vault-exists = Burada zaten bir vaka dosyası var. Hiçbir şey değiştirilmedi.
error-vault = Vaka dosyası okunamadı.
error-vault-in-use = Vaka dosyası şu anda başka bir yerde oluşturuluyor, güncelleniyor ya da yeni anahtar alıyor. Lütfen biraz sonra yeniden deneyin.
error-wrong-code = Bu kod dosyayı açmıyor. Lütfen kâğıdınızla karşılaştırın.
error-wrong-passphrase = Bu parolayla açılmıyor. Lütfen yeniden deneyin.

## Komutlar: adı, alt satır için .short, yardım için .about
cmd-open = Aç
    .short = aç
    .about = Üzerinde durduğunuzu açar.
cmd-back = Geri
    .short = geri
    .about = Bir yer geri gider. Hiçbir şey kaybolmaz.
cmd-new-case = Yeni vaka
    .short = yeni vaka
    .about = İlk kayıtla yeni bir vaka başlatır.
cmd-new-record = Yenisine başla
    .short = yeni
    .about = Bu formdan yeni bir kayıt; öncekiler kalır.
cmd-case-list = Bütün vakalar
    .short = vakalar
    .about = Vakaların listesi; yazdıkça aradığınız bulunur.
cmd-services = Hizmetler
    .short = hizmetler
    .about = Hizmet rehberi: kim neyle, hangi koşullarda yardımcı olur.
cmd-new-service = Yeni hizmet
    .short = yeni hizmet
    .about = Rehbere yeni bir hizmet yazar.
cmd-order = Başka sıra
    .short = sıra
    .about = Vakaları numara, en yeni, sıradaki tarih, risk, aşama ya da ad sırasına koyar; her basışta bir sonrakine geçer.
cmd-area = Sıradaki alan
    .short = alan
    .about = Hizmetleri alan alan gösterir, sonra yine hepsini.
cmd-calendar = Takvim
    .short = takvim
    .about = Bir ay: her gün kaç iş var.
cmd-filter = Yalnızca bir bölümü ya da hepsini göster
    .short = süzgeç
    .about = Yalnızca bir risk düzeyi, bir adım ya da bir vaka yöneticisi; aynı tuş hepsini yeniden gösterir.
cmd-today = Bugüne git
    .short = bugün
    .about = Bugünün tarihine döner.
cmd-records = Bu vakanın kayıtları
    .short = kayıtlar
    .about = Bu vakada yazılan her şey, en yenisi üstte.
cmd-versions = Bu kaydın sürümleri
    .short = sürümler
    .about = Eski sürümler hep okunabilir.
cmd-compare = Neler değişti
    .short = değişenler
    .about = Bu sürümü bir öncekiyle karşılaştırır.
cmd-other-side = Burada öteki sürüm
    .short = öteki
    .about = Burada öteki sürüm geçerli olur. Sol ok onunkini, sağ ok sizinkini alır.
cmd-story = Vakanın öyküsü
    .short = öykü
    .about = Olup biten her şey zaman sırasıyla, nelerin değiştiğiyle birlikte.
cmd-story-kind = Öykünün başka bir bölümü
    .short = bölüm
    .about = Temaslar, risk, plan, belgeler ve ötekiler; sonra yine her şey.
cmd-story-order = Sırayı çevir
    .short = sıra
    .about = En yeniden başlayarak ya da en baştan.
cmd-people = Kişiler ve kurumlar
    .short = kişiler
    .about = Bu kişinin yanında kimler var: harita olarak ya da yazıyla.
cmd-as-words = Yazıyla ya da harita olarak
    .short = harita/yazı
    .about = Aynı kişiler ve kurumlar yazıyla, en güçlü bağlar önce.
cmd-search = Ara
    .short = ara
    .about = Yazılmış her şeyde bir sözcük bulur: bu vakada ya da ana sayfadan hepsinde.
cmd-show-names = Adları göster ya da gizle
    .short = adlar
    .about = Adlar siz isteyene kadar gizlidir, ayrılınca yine gizlenir.
cmd-show-addresses = Adresleri göster ya da gizle
    .short = adresler
    .about = Adresler istenene kadar gizlidir; ayrılınca yine gizlenir.
cmd-override = Yine de aç, nedenini yaz
    .short = yine de aç
    .about = Önce başka bir şey gerekse de formu açar; nedeni saklanır.
cmd-guidance = Öneriler
    .short = öneriler
    .about = Nasıl sorulur, ne söylenmez.
cmd-save = Kaydet
    .short = kaydet
    .about = Yeni bir sürüm oluşturur; eskiler kalır.
cmd-decline = Yanıtlamak istemiyor
    .short = yanıtlamıyor
    .about = Müracaatçı yanıtlamak istemiyor; bu, hayır demek değildir.
cmd-clear = Bu yanıtı boşalt
    .short = boşalt
    .about = Soru yeniden açık kalır; aynı tuş yanıtı geri getirir.
cmd-next-state = Sonraki durum
    .short = durum
    .about = Durumdan duruma geçer; kontrol listesinde bir rakamla doğrudan seçilir.
cmd-remark = Not
    .short = not
    .about = Bu maddeyle ilgili bir not.
cmd-add-row = Satır ekle
    .short = ekle
    .about = Tablonun sonuna yeni bir satır.
cmd-row-up = Satırı yukarı al
    .short = yukarı
    .about = Bu satırı bir yukarı taşır.
cmd-row-down = Satırı aşağı al
    .short = aşağı
    .about = Bu satırı bir aşağı taşır.
cmd-close-row = Satırı kapat
    .short = satırı kapat
    .about = Bu satırı kapatır ya da yeniden açar; satır okunur kalır.
cmd-remove-row = Satırı çıkar
    .short = satırı çıkar
    .about = Bu satırı tablodan çıkarır; önceki sürümlerde kalır.
cmd-take-over = Öteki formdan satır al
    .short = al
    .about = Öteki kayıtların sunduklarını alır: açık ihtiyaçları, dayanak olacak olguları.
cmd-to-plan = Plana ekle
    .short = plana
    .about = Bu ihtiyacı plana ekler; plandaysa oradaki satırı açar.
cmd-source = Nereden alındı
    .short = kaynak
    .about = Bu satırın gösterdiği kaydı açar.
cmd-next-step = Sonraki adım ya da soru
    .short = sonraki
    .about = Sonraki adıma ya da soruya geçer.
cmd-previous-step = Önceki adım ya da soru
    .short = önceki
    .about = Önceki adıma ya da soruya döner.
cmd-discard = Taslağı at
    .short = taslağı at
    .about = Önce size sorar.
cmd-distress = Zor an: soruları kaldır
    .short = zor an
    .about = Sorular hemen ekrandan kalkar; sakin bir sayfa yardımcı olur.
cmd-pause = Mola
    .short = mola
    .about = Soruları kaldırır; her şey saklanır.
cmd-stop = Burada dur
    .short = dur
    .about = Burada biter, her şey saklanır; başka gün sürebilir.
cmd-resume = Kaldığımız yere dön
    .short = devam
    .about = Sorular kaldıkları yerde yeniden açılır.
cmd-end-here = Burada bitir, her şey saklansın
    .short = burada bitir
    .about = Söylenenleri saklar ve vakaya döner.
cmd-bilingual = İki dil bir arada
    .short = iki dil
    .about = Her soruyu ikinci bir dilde de gösterir.
cmd-language = Dil
    .short = dil
    .about = Sonraki dile geçer; başka hiçbir şey değişmez.
cmd-palette = Yapılacak işi ara
    .short = ara
    .about = Her işi, hangi dilde olursa olsun adıyla bulur.
cmd-help = Yardım
    .short = yardım
    .about = Burada yapılabilecekler.
cmd-hide = Hemen gizle
    .short = gizle
    .about = Sıradan bir sayfa; parola her şeyi geri getirir.
cmd-lock = Kilitle
    .short = kilitle
    .about = Vaka dosyasını kilitler; parola sizi buraya geri getirir.
cmd-recover = Parola kayboldu
    .short = parola kayıp
    .about = Kurtarma koduyla açar ve yeni bir parola belirler.
cmd-suggest = Parola öner
    .short = parola öner
    .about = Yazması kolay altı sözcük.
cmd-own-care = Öz bakımım
    .short = öz bakımım
    .about = Kendinize bir dakika; yalnızca siz okuyabilirsiniz.
cmd-go-on = Sürdür
    .short = sürdür
    .about = Bu bakışı sürdürür; önceki hâli kalır.
cmd-team-workload = Ekibin iş yükü
    .short = iş yükü
    .about = Herkesin açık vakaları ve saatleri, nasıl hesaplandığıyla.
cmd-silence = Ana sayfa önersin ya da önermesin
    .short = öneri
    .about = Artık önermez; aynı tuş geri getirir.
cmd-quit = Çık
    .short = çık
    .about = Programdan çıkar; her şey saklanır.
