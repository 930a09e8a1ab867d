# Consent: what leaves a case, and what covers it.
consent-covered = Covered by the consent of { $on }.
consent-covered-until = Covered by the consent of { $on }, until { $until }.
consent-not-covered = Not covered: { $what } ({ $why }).
consent-not-covered-yet = Not covered: { $why }.
consent-emergency = Recorded as an emergency to save a life.
consent-why-no-recipient = nobody is named who receives it
consent-why-none = no consent for { $recipient }
consent-why-none-scope = no consent to this: { $scope }
consent-why-refused = refused on { $on }
consent-why-withdrawn = withdrawn on { $on }
consent-why-expired = the consent ended on { $on }
consent-why-later = the consent was given only on { $on }
consent-why-lacks = not in the consent of { $on }
# Written into the record that names its consent.
consent-name = { $scope }: { $recipient }
consent-names = { $n ->
        [one] { $n } consent, see below
       *[other] { $n } consents, one for each recipient
    }

## Before something leaves without a consent
sharing-title = No consent covers this yet: { $form }
sharing-way-consent = Enter: ask for the consent now. This stays here as a draft.
sharing-way-recipient = Enter: name first who receives it.
sharing-way-emergency = e: it is an emergency to save a life.
sharing-way-anyway = o: save it anyway and say why. Esc goes back.
sharing-reason-hint = Nothing should leave without the survivor's yes. If it has to be, please say why; the reason is kept with the record.
overlay-consent = ask for consent
overlay-emergency = save a life
overlay-share-anyway = save anyway
notice-consent-asked = Ask the survivor now. What you were writing waits as a draft.
reading-shared-anyway = Shared although no consent covered it, because: { $reason }

## What a table offers
table-offered = { $n ->
        [one] New rows: { $n }. On the table, t takes it over.
       *[other] New rows: { $n }. On the table, t takes them over.
    }

## One key onward, and back to where something came from
onward-since = in { $form } since { $on }
onward-there = in { $form } already
notice-onward = Put into: { $form }. It waits there as a draft.
notice-struck = Struck. It stays readable, and is not gathered again.
why-no-fact = This row was not gathered from another record.
why-no-source = This row points to no other record.
why-no-onward = Rows of this table go nowhere else.
why-not-onward = Only an open one goes there: say first that it is unmet or in hand. ({ $form })
why-onward-shut = { $first } comes first; then it can go into: { $form }.

## Safe contact, at the top of forms
contact-rules = Safe contact: { $rules }
contact-rules-none = How to reach the person safely is not written down yet. Please look into the intake first.
contact-rules-more = All of it, with what is hidden here: F3
contact-rules-title = How to reach the person safely
