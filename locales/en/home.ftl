# Home: sections, counts, what has the focus, what it can be narrowed to.

home-late = { $count } overdue
home-cases-other = Other open cases ({ $count })
    .short = other cases
home-more = … and { $count } more
home-more-hint = Enter shows the rest of this section. Tab goes to the next one.
home-count = { $name } ({ $count })
home-onward = Tab: { $parts }
home-since =
    { $days ->
        [one] for { $days } day
       *[other] for { $days } days
    }
home-until = until { $day }
home-manager = case manager { $name }
home-contact = Safe contact: { $rules }
home-contact-none = How to reach the person safely is not written down yet (intake, “Safe contact”).

## What home is narrowed to
home-filtered = only { $what }
home-filter-title = Show only:
home-filter-mine = my cases
home-filter-risk = risk: { $what }
home-filter-risk-none = risk not judged yet
home-filter-step = step: { $what }
home-filter-manager = case manager: { $what }
home-nothing-left = Nothing here fits any more. f shows everything again.
home-nothing-due = Nothing is due, and no case of yours is open. n begins a new case, c shows all cases.
overlay-show = show
why-no-names = There is no name here yet.
why-nothing-to-filter = There is nothing to choose from yet.

## Sections by the dates of forms/process.toml
agenda-waiting = Waiting for others ({ $count })
    .short = waiting
agenda-owed = Others wait for our answer ({ $count })
    .short = answers owed
agenda-risk = Risk to be looked at again ({ $count })
    .short = risk reviews
agenda-consents = Consents that end soon ({ $count })
    .short = consents
agenda-papers = Papers and permits: end and renewal ({ $count })
    .short = papers
agenda-follow_up = Follow-up contacts that can be made now ({ $count })
    .short = follow-up

## The directory
home-services = Services to be checked ({ $count })
    .short = services to check
