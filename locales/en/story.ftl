# The story of a case: what happened, in the order of time.

story-title = The story: { $kind }, { $order }
story-newest-first = newest first
story-oldest-first = from the beginning
story-ahead = Ahead
story-none-of-kind = Nothing of this kind is written yet. f shows the next kind.
story-answered = { $n ->
        [0] nothing answered
        [one] { $n } answer
       *[other] { $n } answers
    }
story-unchanged = no answer changed
story-stopped = stopped before the end
story-more = and { $n } more
story-phase = Phase: { $what }
story-stage = Support: { $what }
story-opened = The case was opened
story-closed = The case was closed
story-opened-again = The case was opened again
why-no-record = This is a step on the way of the case. There is no record to open.

## Kinds of records
kind-all = everything
kind-contacts = contacts and meetings
kind-risk = risk
kind-plan = plan and needs
kind-papers = referrals and papers
kind-consent = consent
kind-talks = interviews and crisis talks
kind-decisions = decisions
