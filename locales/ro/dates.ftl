# Date, ore, durate și numere.
# O dată poate folosi $d sau $dd (ziua, două cifre), $m sau $mm, $yyyy, $month și $month-short (nume), $weekday.
# Ziua rămâne înaintea lunii: datele se scriu în această ordine.
date-numeric = { $dd }.{ $mm }.{ $yyyy }
date-long = { $weekday }, { $d } { $month }
date-short = { $d } { $month-short }
date-time = { $hh }:{ $min }
date-moment = { $date } { $time }

relative-today = azi
relative-tomorrow = mâine
relative-late =
    { $days ->
        [one] întârziat { $days } zi
        [few] întârziat { $days } z.
       *[other] întârziat { $days } z.
    }
relative-ahead =
    { $days ->
        [one] peste { $days } zi
        [few] peste { $days } zile
       *[other] peste { $days } de zile
    }

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min

# Semnul dintre întreg și fracție.
number-decimal = ,

month-1 = ianuarie
    .short = ian
month-2 = februarie
    .short = feb
month-3 = martie
    .short = mar
month-4 = aprilie
    .short = apr
month-5 = mai
    .short = mai
month-6 = iunie
    .short = iun
month-7 = iulie
    .short = iul
month-8 = august
    .short = aug
month-9 = septembrie
    .short = sept
month-10 = octombrie
    .short = oct
month-11 = noiembrie
    .short = nov
month-12 = decembrie
    .short = dec

# Ziua cu care începe săptămâna: 1 este luni, 7 este duminică.
week-begins = 1

weekday-1 = luni
    .short = lun
weekday-2 = marți
    .short = mar
weekday-3 = miercuri
    .short = mie
weekday-4 = joi
    .short = joi
weekday-5 = vineri
    .short = vin
weekday-6 = sâmbătă
    .short = sâm
weekday-7 = duminică
    .short = dum
