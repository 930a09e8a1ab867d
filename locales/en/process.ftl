# The process of a case: phases, stages, steps, gates and the next step.
# In every next-… message $form is the name of the form and $n how many.

phase-engagement = Getting to know
    .short = Engagement
phase-assessment = Assessment
phase-planning = Planning
phase-implementation = Implementation
phase-evaluation = Evaluation
phase-termination = Termination
phase-follow_up = Follow-up

stage-crisis_response = Crisis response
    .hint = First safety, calm, and what is needed today.
stage-transitional_support = Transitional support
    .hint = Step by step from crisis to a life of one's own.
stage-outreach = Outreach
    .hint = We stay in touch, as long as it is wanted.

step-interview = Interview
    .short = Interview
    .hint = First contact, consent, the checklist, and then the talk.
step-risk = Risk assessment
    .short = Risk
    .hint = What could become dangerous, looked at again and again.
step-identification = Identification
    .short = Identification
    .hint = What the exploitation has left behind.
step-crisis = Crisis intervention
    .short = Crisis support
    .hint = Seven calm steps after something hard.
step-needs = Needs assessment
    .short = Needs
    .hint = What is needed, in the survivor's own order.
step-planning = Planning
    .short = Plan
    .hint = Who does what, and until when.
step-support = Continued support
    .short = Support
    .hint = Staying in touch: calls, visits, papers, meetings.
step-referral = Referral
    .short = Referral
    .hint = Other services, with the survivor’s consent.
step-integration = Integration
    .short = Integration
    .hint = Back to a life of one’s own, step by step.
step-follow_up = Monitoring and follow-up
    .short = Follow-up
    .hint = What helps, what is missing, how it goes on.
step-closing = Closing
    .short = Closing
    .hint = A good end: what was reached, who can be asked later.
step-other = Other forms
    .short = Other forms
    .hint = Forms that belong to no step.

gate-interview = The interview checklist comes first: { $n ->
        [one] { $n } point is still open
       *[other] { $n } points are still open
    }.
    .done = The interview checklist comes first. Nothing is open any more: save it.
gate-support_plan = Needs come first, so that the plan follows them.
    .done = Needs come first, so that the plan follows them.
gate-agreement = The plan comes first: an agreement is about it.
    .done = The plan comes first: an agreement is about it.

next-continue-draft = Finish what was begun: { $form }
next-intake = Begin with the intake
next-finish-checklist = Finish the interview checklist ({ $n ->
        [one] { $n } point left
       *[other] { $n } points left
    })
next-early-risk = Look for anything urgent: early risk
next-finish-early-risk = Finish the early risk assessment
next-crisis-session = Offer calm first: a crisis session
next-interview = Everything is ready: begin the interview
next-continue-interview = Go on with the interview
next-risk-analysis = Judge the dangers: risk analysis
next-finish-risk = Finish the risk analysis
next-review-risk = Look at the risks again ({ $n ->
        [one] { $n } date has passed
       *[other] { $n } dates have passed
    })
next-needs = Ask what is needed: needs
next-plan = Plan together: support plan
next-overdue-plan = Look after the plan ({ $n ->
        [one] { $n } row is overdue
       *[other] { $n } rows are overdue
    })
next-review-plan = Go through the plan again
next-review-needs = Ask about the needs again
next-consequences = Note what the exploitation has left behind
next-overdue = See to what had a date: { $form } ({ $n ->
        [one] { $n } date has passed
       *[other] { $n } dates have passed
    })
