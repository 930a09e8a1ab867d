# Luna: câte sunt scadente în fiecare zi.

calendar-title = Calendar
calendar-month = { $month } { $year }
calendar-counts = scadente: { $count }
calendar-legend = Numărul: câte sunt scadente. !: întârziate. ( ): azi.
calendar-nothing = nimic scadent
why-nothing-on-day = Nimic nu este scadent în această zi.
why-no-dates = Încă nimic nu are o dată.
