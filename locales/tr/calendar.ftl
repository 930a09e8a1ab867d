# Ay: her gün kaç iş var.

calendar-title = Takvim
calendar-month = { $month } { $year }
calendar-counts = { $count } iş
calendar-legend = Sayı: o gün kaç iş var. !: günü geçen. ( ): bugün.
calendar-nothing = iş yok
why-nothing-on-day = Bu gün için bir iş yok.
why-no-dates = Henüz tarihi olan bir iş yok.
