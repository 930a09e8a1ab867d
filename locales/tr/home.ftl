# Giriş ekranı: bölümler, sayılar, üzerinde durulan satır, süzgeç.

home-late = günü geçen: { $count }
home-cases-other = Diğer açık vakalar ({ $count })
    .short = diğer vakalar
home-more = … ve { $count } tane daha
home-more-hint = Enter bu bölümün kalanını gösterir. Tab sonraki bölüme geçer.
home-count = { $name } ({ $count })
home-onward = Tab: { $parts }
home-since = { $days } gündür
home-until = son gün: { $day }
home-manager = vaka yöneticisi: { $name }
home-contact = Güvenli iletişim: { $rules }
home-contact-none = Kişiye nasıl güvenle ulaşılacağı henüz yazılmamış (ilk kayıt, “Güvenli iletişim”).

## Süzgeç
home-filtered = yalnızca { $what }
home-filter-title = Yalnızca şunları göster:
home-filter-mine = benim vakalarım
home-filter-risk = risk: { $what }
home-filter-risk-none = riski henüz değerlendirilmemiş
home-filter-step = adım: { $what }
home-filter-manager = vaka yöneticisi: { $what }
home-nothing-left = Buna uyan bir şey kalmadı. f hepsini yeniden gösterir.
home-nothing-due = Günü gelen iş yok, açık vakanız da yok. n yeni vaka başlatır, c bütün vakaları gösterir.
overlay-show = göster
why-no-names = Burada henüz ad yok.
why-nothing-to-filter = Henüz seçilecek bir şey yok.

## forms/process.toml içindeki tarihlere göre bölümler
agenda-waiting = Başkalarından beklenenler ({ $count })
    .short = beklenenler
agenda-owed = Bizden yanıt bekleyenler ({ $count })
    .short = yanıtlarımız
agenda-risk = Yeniden bakılacak riskler ({ $count })
    .short = riskler
agenda-consents = Süresi dolacak onamlar ({ $count })
    .short = onamlar
agenda-papers = Belge ve izinler: bitiş ve yenileme ({ $count })
    .short = belgeler
agenda-follow_up = Şimdi yapılabilecek izleme görüşmeleri ({ $count })
    .short = izleme

## Rehber
home-services = Gözden geçirilecek hizmetler ({ $count })
    .short = hizmetler
