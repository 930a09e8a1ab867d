# check locales komutunun bir sözcük dosyası hakkında, yerinden (dosya:satır:sütun) sonra söyledikleri.
locale-problem-unreadable = okunamıyor: { $reason }
locale-problem-too-large = bir sözcük dosyası için fazla büyük (1 MB’tan fazla)
locale-problem-too-deep = süslü ayraçlar fazla iç içe geçmiş
locale-problem-not-text = UTF-8 metin değil
locale-problem-not-a-language = “{ $name }” tr veya pt-BR gibi bir dil etiketi değil
locale-problem-junk = anlaşılamadı, atlandı: { $text }
locale-problem-duplicate = “{ $message }” burada ikinci kez geçiyor
locale-problem-empty = “{ $message }” boş
locale-problem-cedilla = “{ $message }” içinde Rumencenin alttan virgülü yerine sedil var
locale-problem-unclean = “{ $message }” içinde görünmez denetim karakterleri veya birleştirilmemiş harfler var (NFC değil)
locale-problem-unknown-variable = “{ $message }” İngilizce metinde olmayan ${ $name } değişkenini kullanıyor
locale-problem-missing-variable = “{ $message }” İngilizce metindeki ${ $name } değişkenini kullanmıyor
locale-problem-unknown-reference = “{ $message }” var olmayan “{ $name }” iletisine gönderme yapıyor
locale-problem-unknown-function = “{ $message }” var olmayan { $name } işlevini çağırıyor
locale-problem-missing-plural = “{ $message }” içinde bu dilin [{ $name }] çoğul biçimi eksik
locale-problem-unknown-plural = “{ $message }” içinde bu dilde olmayan [{ $name }] çoğul biçimi var
