# Kişinin çevresindeki kişilerin ve kurumların haritası.

ecomap-people = Kişiler
ecomap-organisations = Kurumlar
ecomap-somebody = biri
ecomap-gives = verdiği var
ecomap-takes = aldığı var
ecomap-gives-takes = veriyor ve alıyor
ecomap-gives-what = verdiği: { $what }
ecomap-takes-what = aldığı: { $what }
ecomap-recorded = kayıt yeri: { $form }
ecomap-add = + Birini ekle: { $form }
ecomap-empty = Henüz kimsenin adı geçmiyor. Bu kişinin yanında olan kişiler ve kurumlar şu forma yazılır: { $form }. Enter oraya götürür.
ecomap-no-people = henüz hiçbir kişi yazılmadı
ecomap-no-organisations = henüz hiçbir kurum yazılmadı
ecomap-lacking = Henüz kimse yok
ecomap-lacking-for = henüz kimsenin üstlenmediği: { $what }

## Bağlar, en güçlüsü önce
tie-strong = güçlü
tie-unsaid = söylenmedi
tie-weak = zayıf
tie-strained = gergin
tie-broken = kopmuş
tie-none = henüz yok
