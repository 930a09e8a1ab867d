# The month: how much is due on each day.

calendar-title = Calendar
calendar-month = { $month } { $year }
calendar-counts =
    { $late ->
        [0] { $count } due
       *[other] { $count } due, { $late } of them overdue
    }
calendar-legend = Number: how many are due. !: overdue. ( ): today.
calendar-nothing = nothing is due
why-nothing-on-day = Nothing is due on this day.
why-no-dates = Nothing has a date yet.
