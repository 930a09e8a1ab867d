# Vaka süreci: aşamalar, yoğunluk, adımlar, öncelikler ve sıradaki iş.
# Her next-… iletisinde $form formun adı, $n sayıdır.

phase-engagement = Başlangıç / İlişki kurma
    .short = Başlangıç
phase-assessment = Değerlendirme
phase-planning = Planlama
phase-implementation = Uygulama
phase-evaluation = Son değerlendirme
phase-termination = Sonlandırma
phase-follow_up = İzleme

stage-crisis_response = Krize müdahale
    .hint = Önce güvenlik, sakinlik ve bugün gerekenler.
stage-transitional_support = Geçiş desteği
    .hint = Krizden kendi hayatına, adım adım.
stage-outreach = Dışarıdan destek
    .hint = İstendiği sürece bağlantıda kalırız.

step-interview = Görüşme
    .short = Görüşme
    .hint = İlk temas, onam, hazırlık listesi, sonra konuşma.
step-risk = Risk değerlendirmesi
    .short = Risk
    .hint = Nelerin tehlikeli olabileceğine her adımda yeniden bakılır.
step-identification = Tanımlama
    .short = Tanımlama
    .hint = Sömürünün geride bıraktıkları.
step-crisis = Krize müdahale
    .short = Kriz desteği
    .hint = Zor bir olayın ardından yedi sakin adım.
step-needs = İhtiyaç değerlendirmesi
    .short = İhtiyaçlar
    .hint = Müracaatçının kendi sıralamasıyla ihtiyaçlar.
step-planning = Planlama
    .short = Plan
    .hint = Kim, neyi, ne zamana kadar yapacak?
step-support = Desteği sürdürme
    .short = Destek
    .hint = Görüşmeler, ziyaretler, belgeler, toplantılar.
step-referral = Havale
    .short = Havale
    .hint = Başka hizmetler, müracaatçının onamıyla.
step-integration = Bütünleşme
    .short = Bütünleşme
    .hint = Adım adım kendi hayatına.
step-follow_up = İzleme
    .short = İzleme
    .hint = Neyin yararı oldu, ne eksik, nasıl sürecek.
step-closing = Dosyanın kapatılması
    .short = Kapatma
    .hint = İyi bir son: neye ulaşıldı, sonra kime başvurulur.
step-other = Diğer formlar
    .short = Diğer formlar
    .hint = Hiçbir adıma bağlı olmayan formlar.

gate-interview = Önce görüşmeye hazırlık listesi: { $n ->
        [one] { $n } madde açık
       *[other] { $n } madde açık
    }.
    .done = Önce görüşmeye hazırlık listesi. Açık madde kalmadı: kaydedin.
gate-support_plan = Önce ihtiyaçlar; plan onlara dayanır.
    .done = Önce ihtiyaçlar; plan onlara dayanır.
gate-agreement = Önce plan; anlaşma onun üzerine yapılır.
    .done = Önce plan; anlaşma onun üzerine yapılır.

next-continue-draft = Yarım kalanı tamamlayın: { $form }
next-intake = İlk kaydı yapın
next-finish-checklist = Görüşmeye hazırlık listesini tamamlayın ({ $n ->
        [one] { $n } madde kaldı
       *[other] { $n } madde kaldı
    })
next-early-risk = Acil bir durum var mı, bakın: erken risk
next-finish-early-risk = Erken risk değerlendirmesini tamamlayın
next-crisis-session = Önce sakinleşmek: kriz görüşmesi önerin
next-interview = Her şey hazır: görüşmeye başlayın
next-continue-interview = Görüşmeye kalınan yerden devam edin
next-risk-analysis = Tehlikeleri birlikte tartın: risk analizi
next-finish-risk = Risk analizini tamamlayın
next-review-risk = Risklere yeniden bakın ({ $n ->
        [one] { $n } tarih geçti
       *[other] { $n } tarih geçti
    })
next-needs = Neye ihtiyaç olduğunu sorun: ihtiyaçlar
next-plan = Birlikte planlayın: destek planı
next-overdue-plan = Planla ilgilenin ({ $n ->
        [one] { $n } satır gecikti
       *[other] { $n } satır gecikti
    })
next-review-plan = Planı yeniden gözden geçirin
next-review-needs = İhtiyaçları yeniden sorun
next-consequences = Sömürünün geride bıraktıklarını not edin
next-overdue = Günü geçenle ilgilenin: { $form } ({ $n ->
        [one] { $n } tarih geçti
       *[other] { $n } tarih geçti
    })
