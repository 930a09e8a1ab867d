# Tarihler, saatler, süreler ve sayılar.
# Bir tarih şunları kullanabilir: $d veya $dd (gün, iki haneli), $m veya $mm, $yyyy, $month ve $month-short (adlar), $weekday.
# Gün aydan önce kalmalı: tarihler bu sırayla yazılır.
date-numeric = { $dd }.{ $mm }.{ $yyyy }
date-long = { $d } { $month } { $weekday }
date-short = { $d } { $month-short }
date-time = { $hh }:{ $min }
date-moment = { $date } { $time }

relative-today = bugün
relative-tomorrow = yarın
relative-late = { $days } gün gecikti
relative-ahead = { $days } gün sonra

duration-minutes = { $minutes } dk
duration-hours = { $hours } sa
duration-hours-minutes = { $hours } sa { $minutes } dk

# Tam sayı ile kesir arasındaki işaret.
number-decimal = ,

month-1 = Ocak
    .short = Oca
month-2 = Şubat
    .short = Şub
month-3 = Mart
    .short = Mar
month-4 = Nisan
    .short = Nis
month-5 = Mayıs
    .short = May
month-6 = Haziran
    .short = Haz
month-7 = Temmuz
    .short = Tem
month-8 = Ağustos
    .short = Ağu
month-9 = Eylül
    .short = Eyl
month-10 = Ekim
    .short = Eki
month-11 = Kasım
    .short = Kas
month-12 = Aralık
    .short = Ara

# Haftanın başladığı gün: 1 pazartesi, 7 pazar.
week-begins = 1

weekday-1 = Pazartesi
    .short = Pzt
weekday-2 = Salı
    .short = Sal
weekday-3 = Çarşamba
    .short = Çar
weekday-4 = Perşembe
    .short = Per
weekday-5 = Cuma
    .short = Cum
weekday-6 = Cumartesi
    .short = Cmt
weekday-7 = Pazar
    .short = Paz
