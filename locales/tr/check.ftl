# `vaka check` komutunun formlardaki yanlışlar için söyledikleri. Her ileti "hata:" sözünden sonra tek satırdır.
check-error = hata
check-near = “{ $near }” mi demek istediniz?

# Bir anahtarın ne tutması gerektiği: check-wrong-kind içinde geçer.
check-kind-text = tırnak içinde bir metin
check-kind-texts = metinlerden oluşan bir liste
check-kind-whole = bir tam sayı
check-kind-number = bir sayı
check-kind-flag = true ya da false
check-kind-flag-or-condition = true, false ya da tırnak içinde bir koşul
check-kind-table = { "{" } anahtar = değer { "}" } biçiminde bir tablo
check-kind-tables = tablolardan oluşan bir liste
check-kind-answer = sütunun türüne uyan bir değer

# Dosyalar ve anahtarlar
check-unreadable = dosya okunamıyor
check-too-large = dosya bir form için fazla büyük (256 KB’tan fazla)
check-syntax = bu, TOML biçiminde değil ({ $detail })
check-unknown-key = burada “{ $key }” diye bir anahtar yok
check-missing-key = “{ $key }” anahtarı eksik
check-wrong-kind = “{ $key }” için beklenen: { $wanted }
check-unknown-type = “{ $given }” diye bir alan türü yok
check-unknown-value = “{ $key }” için “{ $given }” kullanılamaz; kullanılabilecekler: { $allowed }
check-misplaced-key = “{ $type }” türündeki alanda “{ $key }” bulunmaz
check-bad-id = “{ $given }” kimlik olamaz: yalnızca a–z, 0–9 ve _ kullanılır; alan ve form kimlikleri harfle başlar
check-reserved-id = “{ $given }” kimliği programa ayrılmıştır
check-file-name = formun adı “{ $given }”, dosyasınınki ise { $file }; ikisi aynı olmalı
check-duplicate = “{ $id }” kimliği { $line }. satırda zaten var
check-duplicate-form = “{ $id }” formu { $file } dosyasında zaten var
check-bad-version = sürüm, 1 ya da daha büyük bir tam sayıdır

# Listeler, sayılar, tablolar
check-missing-choices = “{ $type }” türündeki alan için “choices” gerekir
check-unknown-list = ne bu formda ne de ortak listelerde “{ $list }” diye bir liste var
check-empty-list = “{ $list }” listesinde hiç seçenek yok
check-bounds = “min” ({ $min }), “max” değerinden ({ $max }) küçük olmalı
check-no-columns = tablonun hiç sütunu yok
check-first-column = ilk sütun satırın başlığıdır; “{ $type }” değil, metin olmalı
check-bad-column = bir sütun “{ $type }” türünde olamaz
check-unknown-column = “{ $table }” tablosunda “{ $column }” sütunu yok
check-unknown-form-field = “{ $form }” formunda “{ $field }” sorusu yok
check-not-filled = “{ $field }” sözle doldurulamaz: text, note, person, service ya da file türünde başka bir alan olmalı
check-other-type = “{ $column }” sütununun türü ya da listesi bu alanınkinden farklı
check-unknown-form = “{ $form }” diye bir form yok
check-unknown-table = “{ $form }” formunda “{ $table }” tablosu yok

# Koşullar
check-condition-empty = koşul boş
check-condition-value = burada bir değer bekleniyor: { "${}" } içinde bir ad, bir sayı, tırnak içinde bir metin ya da bir işlev
check-condition-unexpected = koşul burada böyle süremez
check-condition-text = metnin kapanış tırnağı yok
check-condition-name = adlar { "${ad}" } biçiminde; a–z harfleri, rakamlar ve _ ile yazılır
check-condition-parenthesis = bu ayraç kapanmıyor
check-condition-word = “{ $word }” burada bilinmiyor: alan { "${" }{ $word }{ "}" }, metin '{ $word }' diye yazılır
check-condition-number = sayı çok büyük
check-condition-deep = koşul çok fazla iç içe geçmiş
check-unknown-field = “{ $name }” diye bir alan ya da sütun yok
check-unknown-function = “{ $name }” diye bir işlev yok
check-arguments = “{ $function }” ayraç içinde { $least } değer ister, { $given } verilmiş
check-arguments-least = “{ $function }” ayraç içinde en az { $least } değer ister, { $given } verilmiş
check-arguments-range = “{ $function }” ayraç içinde { $least } ile { $most } arasında değer ister, { $given } verilmiş
check-unknown-choice = “{ $name }” alanının listesinde “{ $choice }” seçeneği yok
check-circle = bunlar bir döngü içinde birbirini bekliyor: { $path }

# Sözler
check-missing-message = “{ $id }” iletisi “{ $lang }” dilinde eksik
check-missing-attribute = “{ $id }” iletisinin “{ $lang }” dilinde “.{ $attribute }” bölümü yok
