# The worker's own care and what each worker carries. Kind, short, no diagnosis, no score, no promise.

own-offer = You could take a minute for yourself: w. Only if you like.
own-private = Only you can read what you write here: it opens with your own passphrase alone.
own-begin = A new check-in. One number is enough
own-first = How is it today, from 0 to 10? Then F2, and that is all. Everything else may stay empty.
own-draft = Finish what was begun, { $when }
own-trend = How it was, from 0 ({ $low }) to 10 ({ $high })
own-number = { $n } of { $most }
own-no-number = no number
own-ago = { $days ->
        [0] today
        [one] yesterday
       *[other] { $days } days ago
    }
own-older = Earlier
own-signs = Signs
own-count = { $n } { $state }
own-not-looked = not looked at
own-ideas = What may help
own-step = Your last small step ({ $when }): { $what }
own-wished = You would like more of: { $what }
own-help = When it stays heavy, talk about it
own-help-who = In supervision, with a doctor or a psychologist. If you think of dying or of hurting yourself, please call somebody you trust or 112 now.
own-offer-on = After 14 days home offers you a minute. s: do not offer it.
own-offer-off = Home no longer offers you a minute. s: offer it again.
own-load = What you carry
why-no-check-in = The focus is not on a check-in.
notice-own-silent = Home no longer offers it.
notice-own-offered = Home will offer it again.

## Workload
load-cases = { $n ->
        [0] No open cases.
        [one] { $n } open case.
       *[other] { $n } open cases.
    }
load-risks = Risk: { $what }.
load-stages = Intensity: { $what }.
load-unjudged = not yet judged { $n }
load-no-stage = not yet known
load-week = Last 7 days: { $time } in { $contacts ->
        [one] { $contacts } contact
       *[other] { $contacts } contacts
    }; at night or at weekends: { $outside }.
load-week-none = Last 7 days: no contact was written down.
load-month = Last 30 days: { $time } in { $contacts ->
        [one] { $contacts } contact
       *[other] { $contacts } contacts
    }; at night or at weekends: { $outside }.
load-month-none = Last 30 days: no contact was written down.
load-unknown = Without a duration: { $n }.
load-weight = All together this weighs { $weight }.
load-how = How it is weighed: each open case by its intensity ({ $stages }), and its risk on top ({ $risks }). Hours come from the contacts that were written down. Nothing of anybody's own care is in here.
load-none = Nobody has an open case, and no contact was written down in the last 30 days.
