# Yazılmış her şeyde arama.

search-title = Arama
search-all = bütün vakalar
search-hint = En az { $n } harf yazın. Yazılmış her şeyde aranır: yanıtlar, notlar, adlar, taslaklar, hizmet rehberi. Sözcükler başlarından bulunur; büyük küçük harf ve aksan fark etmez.
search-hint-case = En az { $n } harf yazın. Bu vakada yazılmış her şeyde aranır: yanıtlar, notlar, adlar, taslaklar. Sözcükler başlarından bulunur; büyük küçük harf ve aksan fark etmez.
search-looking = Aranıyor…
search-none = Bir şey bulunamadı. Esc satırı boşaltır.
search-found = { $n } yerde bulundu
search-found-more = En yeni { $n } yer; başkaları da var. Bir sözcük daha yazılırsa azalır.
