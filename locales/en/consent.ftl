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
consent-why-withdrawn = taken back on { $on }
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
        [one] t takes over { $n } row that is new.
       *[other] t takes over { $n } rows that are new.
    }
