# The way of a case beyond the plan: carrying it out, evaluation, closing, follow-up, opening again.
# In every next-… message $form is the form, $n how many, $when a day, $step the name of a step.

stage-why-crisis_response = no plan yet, or the danger is high
    .short = no plan, or high danger
stage-why-transitional_support = there is a plan, and the danger is not high
    .short = there is a plan
stage-why-outreach = closing is decided or done
    .short = closing or closed
stage-why-set = set in the evaluation

case-stage = { $stage }: { $why }
case-manager = Case manager: { $name }
case-manager-short = Manager: { $name }
case-any-time = At any time: { $forms }
form-status-any-time = at any time
notice-follows = This begins a new record for that day. The one before stands among the records of the case.
case-still-needed = Still open in this step: { $forms }
case-shut-by = First: { $form }
case-all-done = Nothing is open. What has a date comes up on its day.
case-closed = Closed
case-closed-follow-up = Closed, follow-up
case-closed-ended = Closed, completed
header-consent-expired = has ended
header-consent-checklist = per checklist
notice-saved-made = Saved. { $n ->
        [one] { $n } follow-up contact is
       *[other] { $n } follow-up contacts are
    } planned and will appear at home.

gate-reintegration_return = Preparing comes first: wishes, family, options.
    .done = Preparing comes first: wishes, family, options.
gate-evaluation = The plan comes first: an evaluation looks at its goals.
    .done = The plan comes first: an evaluation looks at its goals.
gate-closure = The evaluation comes first: what was reached, and what comes next.
    .done = The evaluation comes first: what was reached, and what comes next.
gate-follow_up = Closing comes first: follow-up begins with what was agreed there.
    .done = Closing comes first: follow-up begins with what was agreed there.
gate-reopening = This case is open. Only a closed one can be opened again.
    .done = This case is open. Only a closed one can be opened again.

next-follow-up-due = Get in touch as agreed: follow-up ({ $n ->
        [one] { $n } contact is waiting
       *[other] { $n } contacts are waiting
    })
next-follow-up-need = Something new came up in the contact: decide whether the case goes back to assessment
next-follow-up-again = The contact was not made: say when to try again
next-follow-up-now = Get in touch as agreed: the follow-up contact of { $when }
next-follow-up-planned = Nothing today. The next follow-up contact is on { $when }
next-feedback = Ask how the help was: feedback
next-reopen = The case is closed and nothing is open. If the person comes back, the case is opened again here.
next-ended = The follow-up is over too. You went this way together; thank you for your care. If the person comes back, the case is opened again here.
next-consent = Write down together what was agreed for the interview: consent
next-early-risk-again = First look for anything urgent again: early risk
next-risk-again = A new step has begun ({ $step }): look at the risks again
next-elements = Mark what points to trafficking: elements
next-indicators = Mark the general indicators
next-identification = Put it together and decide: identification
next-finish-identification = Finish the identification: the decision is still missing
next-identification-again = There are new signs: look at the identification again
next-prevention = Not identified, and not left alone: other support
next-assessment = Look at the whole life: assessment
next-family = Think of the family who is in need: family
next-agreement = Agree on the plan with each other: agreement
next-plan-days = The plan names no day yet: write down who does what, and until when
next-session-again = The day you agreed on has come: the next crisis session
next-ask-referral = Has the referral been answered? Ask, and write it down
next-tell-withdrawn = A consent was withdrawn: tell whoever received something ({ $n })
next-impact = See together where life stands: impact
next-impact-exit = Before the end, see where life stands now: impact
next-contact = Stay in touch: write down the contact
next-monitoring = See together what helps and what is missing: monitoring
next-supervision = Look at the case with a supervisor
next-referral = Somebody else can help: prepare a referral
next-send-referral = A referral is drafted: send it or withdraw it
next-reintegration = Prepare the way back into life: reintegration
next-return = Look at the conditions of the return
next-after-return = Ask how it is going after the return
next-evaluation = See together what was reached: evaluation
next-closing = Look back and say goodbye: closing
next-close-again = Is that all? Then close the case again
next-finish-closing = Finish the closing
