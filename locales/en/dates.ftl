# Dates, times, durations and numbers.
# A date may use $d or $dd (day, two digits), $m or $mm, $yyyy, $month and $month-short (names), $weekday.
# Keep the day before the month: dates are typed in that order.
date-numeric = { $dd }.{ $mm }.{ $yyyy }
date-long = { $weekday } { $d } { $month }
date-short = { $d } { $month-short }
date-time = { $hh }:{ $min }
date-moment = { $date } { $time }

relative-today = today
relative-tomorrow = tomorrow
relative-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
relative-ahead =
    { $days ->
        [one] in { $days } day
       *[other] in { $days } days
    }

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min

# The mark between whole and fraction.
number-decimal = .

month-1 = January
    .short = Jan
month-2 = February
    .short = Feb
month-3 = March
    .short = Mar
month-4 = April
    .short = Apr
month-5 = May
    .short = May
month-6 = June
    .short = Jun
month-7 = July
    .short = Jul
month-8 = August
    .short = Aug
month-9 = September
    .short = Sep
month-10 = October
    .short = Oct
month-11 = November
    .short = Nov
month-12 = December
    .short = Dec

# The day with which a week begins: 1 is Monday, 7 is Sunday.
week-begins = 1

weekday-1 = Monday
    .short = Mon
weekday-2 = Tuesday
    .short = Tue
weekday-3 = Wednesday
    .short = Wed
weekday-4 = Thursday
    .short = Thu
weekday-5 = Friday
    .short = Fri
weekday-6 = Saturday
    .short = Sat
weekday-7 = Sunday
    .short = Sun
