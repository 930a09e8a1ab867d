# The month: how much is due on each day.

calendar-title = Calendar
calendar-month = { $month } { $year }
calendar-counts = { $count } due
calendar-legend = Number: how many are due. !: overdue. ( ): today.
calendar-nothing = nothing is due
why-nothing-on-day = Nothing is due on this day.
why-no-dates = Nothing has a date yet.
