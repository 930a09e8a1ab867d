# Çalışanın öz bakımı ve herkesin iş yükü. Sıcak, kısa; tanı yok, puan yok, söz vermek yok.

own-offer = Kendinize bir dakika ayırabilirsiniz: w. Yalnızca isterseniz.
own-private = Bunları yalnızca siz okuyabilirsiniz: ancak sizin parolanızla açılır.
own-begin = Kendinize yeni bir bakış. Tek bir sayı yeter
own-first = Bugün nasılsınız, 0'dan 10'a? Sonra F2, hepsi bu. Geri kalan boş kalabilir.
own-draft = Başladığınızı tamamlayın, { $when }
own-trend = Nasıl geçti: 0 ({ $low }) ile 10 ({ $high }) arası
own-number = { $n } / { $most }
own-no-number = sayı yok
own-ago = { $days ->
        [0] bugün
        [1] dün
       *[other] { $days } gün önce
    }
own-older = Daha önce
own-signs = İşaretler
own-count = { $state }: { $n }
own-not-looked = bakılmadı
own-ideas = Ne iyi gelebilir
own-step = Son küçük adımınız ({ $when }): { $what }
own-wished = Daha çok olmasını istedikleriniz: { $what }
own-help = Ağır gelmeyi sürdürürse konuşun
own-help-who = Süpervizyonda, bir hekimle ya da psikologla. Ölmeyi ya da kendinize zarar vermeyi düşünüyorsanız lütfen şimdi güvendiğiniz birini ya da 112'yi arayın.
own-offer-on = 14 gün geçince ana sayfa size bir dakika önerir. s: önermesin.
own-offer-off = Ana sayfa artık önermiyor. s: yeniden önersin.
own-load = Taşıdığınız yük
why-no-check-in = İmleç bir bakışın üzerinde değil.
notice-own-silent = Ana sayfa artık önermeyecek.
notice-own-offered = Ana sayfa yeniden önerecek.

## İş yükü
load-cases = { $n ->
        [0] Açık vaka yok.
       *[other] Açık vaka: { $n }.
    }
load-risks = Risk: { $what }.
load-stages = Yoğunluk: { $what }.
load-unjudged = henüz değerlendirilmedi { $n }
load-no-stage = henüz bilinmiyor
load-week = Son 7 gün: temaslarda { $time } ({ $contacts } temas), gece ya da hafta sonu: { $outside }.
load-week-none = Son 7 gün: yazılmış temas yok.
load-month = Son 30 gün: temaslarda { $time } ({ $contacts } temas), gece ya da hafta sonu: { $outside }.
load-month-none = Son 30 gün: yazılmış temas yok.
load-unknown = Süresi yazılmamış: { $n }.
load-weight = Toplam ağırlık: { $weight }
load-how = Bir vakanın ağırlığı: yoğunluk ({ $stages }), üstüne risk ({ $risks }). Saatler yazılmış temaslardan gelir; burada kimsenin öz bakımından bir şey yoktur.
load-none = Kimsenin açık vakası yok, son 30 günde yazılmış temas da yok.
