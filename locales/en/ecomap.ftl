# The map of people and organisations around a person.

ecomap-people = People
ecomap-organisations = Organisations
ecomap-somebody = somebody
ecomap-gives = gives
ecomap-takes = takes
ecomap-gives-takes = gives and takes
ecomap-gives-what = gives: { $what }
ecomap-takes-what = takes: { $what }
ecomap-recorded = recorded in: { $form }
ecomap-add = + Name somebody: { $form }
ecomap-empty = Nobody is named yet. People and organisations who are there for this person are recorded in: { $form }. Enter goes there.
ecomap-no-people = no people named yet
ecomap-no-organisations = no organisations named yet
ecomap-lacking = Nobody named yet
ecomap-lacking-for = nobody named yet for: { $what }

## Ties, the strongest first
tie-strong = strong
tie-unsaid = not said
tie-weak = weak
tie-strained = strained
tie-broken = broken off
tie-none = none yet
