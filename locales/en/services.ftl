# The directory of services, and choosing one for a question of a form.

services-title = Services
services-hidden = addresses hidden
services-shown = addresses shown
services-filter = Find:
services-area = area: { $area }
services-all-areas = all areas
services-none = The directory is empty. Ctrl+E writes down the first service: who helps, with what, and how to reach them.
services-no-match = No service matches. Esc shows all again.
services-draft = draft, not saved
services-unnamed = (no name yet)
services-attention = { $what }: { $date }, { $when }
services-more = More: Enter opens the entry.
services-days =
    { $days ->
        [0] at once
        [one] { $days } d
       *[other] { $days } d
    }

services-col-name = Service
services-col-areas = Helps with
services-col-city = Town
services-col-languages = Languages
services-col-cost = Cost
services-col-waiting = Wait

services-cost-free = free
services-cost-insurance = insured
services-cost-partly = in part
services-cost-full = in full
services-cost-not_known = ?

experience-none = Nobody has been referred there from here yet.
experience-since = Our referrals there ({ $n }, the first in { $since }): { $what }
experience-from = Our referrals there ({ $n }): { $what }
experience-month = { $month } { $year }
experience-accepted = { $n } accepted
experience-declined = { $n } declined
experience-why =
    { $n ->
        [one] because: { $reason }
       *[other] mostly: { $reason }
    }
experience-open = { $n } not answered yet
experience-answer = { $n ->
        [one] answered after { $days ->
            [one] { $days } day
           *[other] { $days } days
        }
       *[other] answered usually after { $days ->
            [one] { $days } day
           *[other] { $days } days
        } (of { $n })
    }
experience-start = { $n ->
        [one] help began after { $days ->
            [one] { $days } day
           *[other] { $days } days
        }
       *[other] help began usually after { $days ->
            [one] { $days } day
           *[other] { $days } days
        } (of { $n })
    }
experience-outcomes = outcome: { $outcomes }

picker-take = take
picker-mark = mark
picker-speaks = speaks { $language }
picker-not-spoken = { $language } not spoken
picker-interpreter = through an interpreter
picker-language-unknown = languages not known
picker-limit =
    { $months ->
        [one] at most { $months } month
       *[other] at most { $months } months
    }
field-services = Enter opens the services.
table-services = t opens the services: several can be taken at once.

why-no-service = There is no service in the directory yet. Ctrl+E writes down the first one.
