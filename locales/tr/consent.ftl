# Onam: vakadan ne çıkıyor, bunu hangi onam kapsıyor.
consent-covered = Onam var, tarihi: { $on }.
consent-covered-until = Onam var, tarihi: { $on }, son günü: { $until }.
consent-not-covered = Onam kapsamında değil: { $what } ({ $why }).
consent-not-covered-yet = Onam kapsamında değil: { $why }.
consent-emergency = Hayat kurtarmak için acil durum olarak kaydedildi.
consent-why-no-recipient = bilgiyi kimin alacağı yazılmamış
consent-why-none = bu alıcı için onam yok: { $recipient }
consent-why-none-scope = bu konuda onam yok: { $scope }
consent-why-refused = reddedildi, tarihi: { $on }
consent-why-withdrawn = geri alındı, tarihi: { $on }
consent-why-expired = onamın süresi doldu, son günü: { $on }
consent-why-later = onam ancak sonra verildi, tarihi: { $on }
consent-why-lacks = şu tarihli onamda yok: { $on }
# Onamını belirten kayda yazılır.
consent-name = { $scope }: { $recipient }
consent-names = { $n ->
        [one] { $n } onam
       *[other] { $n } onam, her alıcı için bir tane
    }

## Onamsız bir şey çıkmadan önce
sharing-title = Bunu kapsayan onam henüz yok: { $form }
sharing-way-consent = Enter: onamı şimdi isteyin. Bu kayıt taslak olarak bekler.
sharing-way-recipient = Enter: önce bilgiyi kimin alacağını yazın.
sharing-way-emergency = e: hayat kurtarmak için acil durum.
sharing-way-anyway = o: yine de kaydedin, nedenini yazın. Esc ile geri dönersiniz.
sharing-reason-hint = Müracaatçı evet demeden hiçbir bilgi çıkmamalı. Mecbursanız lütfen nedenini yazın; kayıtla birlikte saklanır.
overlay-consent = onam iste
overlay-emergency = hayat kurtar
overlay-share-anyway = yine de kaydet
notice-consent-asked = Onamı şimdi müracaatçıya sorun. Yazdığınız kayıt taslak olarak bekliyor.
reading-shared-anyway = Onam kapsamadığı hâlde paylaşıldı. Nedeni: { $reason }

## Bir tablonun sunduğu
table-offered = { $n ->
        [one] Yeni: { $n } satır. Tabloya gelip "t" ile alın.
       *[other] Yeni: { $n } satır. Tabloya gelip "t" ile alın.
    }

## Tek tuşla ileri, bir şeyin geldiği yere geri
onward-since = { $form }: { $on } tarihinden beri var
onward-there = { $form }: zaten var
notice-onward = Eklendi: { $form }. Orada taslak olarak bekliyor.
notice-struck = Üstü çizildi. Okunur kalır, yeniden alınmaz.
why-no-fact = Bu satır başka bir kayıttan alınmadı.
why-no-source = Bu satır başka bir kaydı göstermiyor.
why-no-onward = Bu tablonun satırları başka yere gitmez.
why-not-onward = Yalnız açık olan gider: önce karşılanmadığını ya da üzerinde çalışıldığını belirtin. ({ $form })
why-onward-shut = Önce şu gelir: { $first }. Sonra eklenebilir: { $form }

## Güvenli iletişim, formların başında
contact-rules = Güvenli iletişim: { $rules }
contact-rules-none = Kişiye güvenle nasıl ulaşılacağı henüz yazılmadı. Lütfen önce ilk kayda bakın.
contact-rules-more = Gizli olanlarla birlikte tümü: F3
contact-rules-title = Kişiye güvenle nasıl ulaşılır
