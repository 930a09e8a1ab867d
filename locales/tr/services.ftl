# Hizmet rehberi ve bir formun sorusu için hizmet seçmek.

services-title = Hizmetler
services-hidden = adresler gizli
services-shown = adresler görünüyor
services-filter = Ara:
services-area = alan: { $area }
services-all-areas = bütün alanlar
services-none = Rehber boş. Ctrl+E ile ilk hizmeti yazın: kim, neyle yardımcı oluyor, ona nasıl ulaşılıyor.
services-no-match = Buna uyan hizmet yok. Esc hepsini yeniden gösterir.
services-draft = taslak
services-unnamed = (adı henüz yok)
services-attention = { $what }: { $date }, { $when }
services-more = Devamı var: Enter kaydı açar.
services-days =
    { $days ->
        [0] hemen
       *[other] { $days } gün
    }

services-col-name = Hizmet
services-col-areas = Alanlar
services-col-city = Şehir
services-col-languages = Diller
services-col-cost = Ücret
services-col-waiting = Bekleme

services-cost-free = ücretsiz
services-cost-insurance = sigorta
services-cost-partly = kısmen
services-cost-full = ücretli
services-cost-not_known = ?

experience-none = Buradan oraya henüz havale yapılmadı.
experience-since = Oraya havalelerimiz ({ $n }, ilki { $since }): { $what }
experience-from = Oraya havalelerimiz ({ $n }): { $what }
experience-month = { $month } { $year }
experience-accepted = { $n } kabul
experience-declined = { $n } ret
experience-why =
    { $n ->
        [one] neden: { $reason }
       *[other] çoğunlukla: { $reason }
    }
experience-open = { $n } yanıt bekleniyor
experience-answer = { $n ->
        [one] yanıt { $days } günde geldi
       *[other] yanıt genellikle { $days } günde geldi ({ $n } havale)
    }
experience-start = { $n ->
        [one] destek { $days } günde başladı
       *[other] destek genellikle { $days } günde başladı ({ $n } havale)
    }
experience-outcomes = sonuç: { $outcomes }

picker-take = al
picker-mark = işaretle
picker-speaks = { $language } konuşuluyor
picker-not-spoken = { $language } konuşulmuyor
picker-interpreter = tercüman aracılığıyla
picker-language-unknown = diller bilinmiyor
picker-limit = en çok { $months } ay
field-services = Enter hizmetleri açar.
table-services = t hizmetleri açar: birkaçı birden alınabilir.

why-no-service = Rehberde henüz hizmet yok. Ctrl+E ile ilki yazılır.
