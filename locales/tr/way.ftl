# Plandan sonraki yol: uygulama, son değerlendirme, kapatma, izleme, yeniden açma.
# Her next-… iletisinde $form formun adı, $n sayı, $when bir gün, $step bir adımın adıdır.

stage-why-crisis_response = henüz plan yok ya da tehlike yüksek
    .short = plan yok ya da tehlike yüksek
stage-why-transitional_support = plan var, tehlike yüksek değil
    .short = plan var
stage-why-outreach = kapatma kararlaştırıldı ya da yapıldı
    .short = kapanıyor ya da kapandı
stage-why-set = son değerlendirmede belirlendi

case-stage = { $stage }: { $why }
case-manager = Vaka yöneticisi: { $name }
case-manager-short = Yönetici: { $name }
case-any-time = Her zaman: { $forms }
form-status-any-time = her zaman
notice-follows = O gün için yeni bir kayıt başladı. Önceki, vakanın kayıtları arasında duruyor.
case-still-needed = Bu adımda eksik olan: { $forms }
case-shut-by = Önce: { $form }
case-all-done = Açık iş yok. Tarihi olanlar günü gelince sorulur.
case-closed = Kapalı
case-closed-follow-up = Kapalı, izlemede
case-closed-ended = Kapalı, tamamlandı
header-consent-expired = süresi doldu
header-consent-checklist = listeye göre
notice-saved-made = Kaydedildi. { $n ->
        [one] { $n } izleme teması
       *[other] { $n } izleme teması
    } planlandı; günü gelince ana ekranda görünür.

gate-reintegration_return = Önce hazırlık: istekler, aile, seçenekler.
    .done = Önce hazırlık: istekler, aile, seçenekler.
gate-evaluation = Önce plan; son değerlendirme planın amaçlarına bakar.
    .done = Önce plan; son değerlendirme planın amaçlarına bakar.
gate-closure = Önce son değerlendirme: neye ulaşıldı, sırada ne var?
    .done = Önce son değerlendirme: neye ulaşıldı, sırada ne var?
gate-follow_up = Önce kapatma; izleme orada kararlaştırılanla başlar.
    .done = Önce kapatma; izleme orada kararlaştırılanla başlar.
gate-reopening = Bu vaka açık. Yalnızca kapanmış bir vaka yeniden açılır.
    .done = Bu vaka açık. Yalnızca kapanmış bir vaka yeniden açılır.

next-follow-up-due = Kararlaştırıldığı gibi ulaşın: izleme ({ $n ->
        [one] { $n } temas bekliyor
       *[other] { $n } temas bekliyor
    })
next-follow-up-need = Temasta yeni bir durum çıktı: değerlendirmeye dönülüp dönülmeyeceğine karar verin
next-follow-up-again = Temas kurulamadı: ne zaman yeniden deneneceğini yazın
next-follow-up-now = Kararlaştırıldığı gibi ulaşın: { $when } tarihli izleme teması
next-follow-up-planned = Bugün bir şey yok. Sonraki izleme teması: { $when }
next-feedback = Desteğin nasıl geldiğini sorun: geri bildirim
next-reopen = Dosya kapandı, açık iş yok. Müracaatçı dönerse dosya buradan yeniden açılır.
next-ended = İzleme de bitti. Bu yolu birlikte yürüdünüz, emeğinize sağlık. Müracaatçı dönerse dosya buradan yeniden açılır.
next-consent = Görüşme için onamı birlikte yazın: onam
next-early-risk-again = Önce acil bir durum var mı, yeniden bakın: erken risk
next-risk-again = Yeni bir adım başladı ({ $step }): risklere yeniden bakın
next-elements = İnsan ticareti belirtilerini birlikte gözden geçirin: unsurlar
next-indicators = Genel göstergeleri işaretleyin
next-identification = Bir araya getirip karar verin: tanımlama
next-finish-identification = Tanımlamayı tamamlayın: karar henüz yok
next-identification-again = Yeni işaretler var: tanımlamaya yeniden bakın
next-prevention = Tanımlanmadı, yalnız da bırakılmaz: başka destek
next-assessment = Hayatın bütününe bakın: değerlendirme
next-family = Yardım gereken aile üyelerini düşünün: aile
next-agreement = Plan üzerinde anlaşın: anlaşma
next-plan-days = Planda henüz gün yok: kim, ne zamana kadar, yazın
next-session-again = Kararlaştırılan görüşme günü geldi: yeni kriz görüşmesi
next-ask-referral = Havaleye yanıt geldi mi? Sorun ve yazın
next-tell-withdrawn = Onam geri alındı: bilgi verilmiş yerlere haber verin ({ $n })
next-impact = Hayat şimdi nasıl, birlikte bakın: etki
next-impact-exit = Bitmeden önce hayat nasıl, birlikte bakın: etki
next-contact = Bağlantıda kalın: teması yazın
next-monitoring = Neyin yararı oldu, ne eksik, birlikte bakın: izleme
next-supervision = Vakaya bir süpervizörle bakın
next-referral = Başka bir hizmet yardım edebilir: havale hazırlayın
next-send-referral = Havale taslakta: gönderin ya da geri çekin
next-reintegration = Kendi hayatına dönüşü hazırlayın: bütünleşme
next-return = Dönüşün koşullarına bakın
next-after-return = Dönüşten sonra nasıl gittiğini sorun
next-evaluation = Neye ulaşıldığına birlikte bakın: son değerlendirme
next-closing = Geriye bakın, vedalaşın: kapatma
next-close-again = Hepsi bu muydu? Öyleyse dosyayı yeniden kapatın
next-finish-closing = Kapatma formunu tamamlayın
