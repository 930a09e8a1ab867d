# Bir vakanın öyküsü: olup bitenler, zaman sırasıyla.

story-title = Öykü: { $kind }, { $order }
story-newest-first = en yeni önce
story-oldest-first = en baştan
story-ahead = Önümüzdekiler
story-none-of-kind = Bu türden henüz bir şey yazılmadı. f sonraki türü gösterir.
story-answered = { $n ->
        [0] yanıt yok
       *[other] { $n } yanıt
    }
story-unchanged = hiçbir yanıt değişmedi
story-stopped = bitmeden durduruldu
story-more = ve { $n } değişiklik daha
story-phase = Aşama: { $what }
story-stage = Destek: { $what }
story-opened = Vaka açıldı
story-closed = Vaka kapatıldı
story-opened-again = Vaka yeniden açıldı
why-no-record = Bu, vakanın yolunda bir adım. Açılacak bir kayıt yok.

## Kayıt türleri
kind-all = her şey
kind-contacts = temaslar ve toplantılar
kind-risk = risk
kind-plan = plan ve ihtiyaçlar
kind-papers = havaleler ve belgeler
kind-consent = onam
kind-talks = görüşmeler, kriz görüşmeleri
kind-decisions = kararlar
