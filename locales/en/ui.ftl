# The words of the program itself: screens, commands, notices. Short and calm: the reader is tired,
# and the person opposite may read along.

app-name = vaka
too-small = The window is too small: 60 columns and 20 lines are needed.
key-space = Space

## Header
header-demo = DEMO
header-risk = risk { $level }
header-consent = consent: { $state }
header-consent-none = not yet asked
header-consent-given = given
header-consent-refused = refused
header-consent-withdrawn = withdrawn
header-due = next { $when }

## First start
welcome-step = First start, step { $n } of 3
welcome-what = vaka keeps the case file: interview, calm, risks, plan. Everything stays on this computer, encrypted.
welcome-languages = F4 changes the language, now and at any time.
welcome-who = Who uses it? A name or initials are enough.
welcome-name = Name or initials:
welcome-organisation = Organisation (may stay empty):
welcome-name-needed = Please type a name or initials first.
welcome-on = Go on
welcome-quit-hint = Ctrl+C leaves the program. Nothing has been written yet.
welcome-passphrase = Choose a passphrase. It opens the case file, and nobody can open it without.
welcome-passphrase-offer = At least 12 characters. F2 offers six words that are easy to type.
welcome-passphrase-write = Write the words down and keep the paper away from this computer. Then type them twice.
welcome-recovery = This is the recovery code. If the passphrase is ever lost, only this code opens the file. It is shown once: please write it down now.
welcome-recovery-keep = Keep it in a safe place, not beside the computer.
welcome-recovery-group = To be sure, type group { $n }:
welcome-creating = The case file is being made, which takes a few seconds. vaka also measures how fast this computer is: opening will take about a second, and so will each guess at the passphrase.
passphrase-new = Passphrase:
passphrase-again = Once more:
passphrase-differs = The two are not the same. Please type the second one again.
passphrase-short = Too short: please take at least { $min } characters.
passphrase-repeats = Too few different characters. Several words are easier to remember.
passphrase-common = Too easy to guess. F2 offers a good one.
passphrase-name = Too close to the name. F2 offers a good one.
recovery-group-wrong = That is not group { $n }. Please look at the paper and type it again.

## Locked
unlock-title = Locked
unlock-locked = The case file is locked. The passphrase opens it where you left it.
unlock-start = The case file is locked. The passphrase opens it.
unlock-passphrase = Passphrase:
unlock-opening = Opening. This takes about a second on purpose: it makes guessing slow.
unlock-adapting = The file comes from an earlier version and is being adapted, this once. With very many cases this takes about a minute.
unlock-renewing = What the lists show is being worked out anew: { $percent } %. This happens once after an update. Ctrl-C leaves; it goes on next time.
why-opening = It is being opened; please wait a little. Ctrl-C leaves.
unlock-recovery = Type the recovery code from your paper, then a new passphrase twice.
unlock-code = Recovery code:

## The plain page (quick hide)
hide-1 = Shopping
hide-2 = - bread, milk, apples
hide-3 = - light bulb for the kitchen
hide-4 = - stamps
hide-5 = Call the dentist on Thursday
hide-6 = Bus 14, every twenty minutes

## Home
home-title = Today, { $day }
home-overdue = Overdue ({ $count })
home-today = Today ({ $count })
home-ahead = Next 14 days ({ $count })
    .short = next 14 days
home-recent = Opened last
home-cases = Open cases ({ $count })
    .short = cases
home-unfinished = Begun and not yet saved ({ $count })
home-unfinished-row = New case, begun on { $when }
home-empty = There is no case yet.
home-empty-hint = A case begins with the intake: how the contact came, and how to reach the person safely.
home-first = Begin the first case

## Cases
cases-title = Cases
cases-names-hidden = names hidden
cases-names-shown = names shown
cases-filter = Find:
cases-order-newest = newest first
cases-order-due = by next date
cases-order-risk = by risk
cases-order-phase = by phase
cases-order-name = by name
cases-order-later = type more letters to sort
cases-none = There is no case yet. Ctrl+E begins one.
cases-no-match = No case has this number or name. Esc shows all again.

## One case
case-steps = Steps
case-latest = Latest
case-version = (version { $n })
case-no-records = Nothing is written yet.
case-next = Next: { $what }
step-status-done = done
step-status-open = { $begun } of { $all } forms
step-status-not-begun = not begun
step-status-shut = not yet
form-status-draft = draft { $answered }/{ $total }
form-status-missing = { $missing } missing
form-status-none = not begun
form-status-shut = not yet (o)
form-status-progress = { $answered } of { $total }

## Records and versions
records-title = Records
records-draft = draft, not saved
records-version = version { $n }, { $who }
history-title = Versions
reading-empty = Nothing was answered.
reading-left-over = No longer asked in this form
reading-override = Opened although it was shut, because: { $reason }
compare-title = from version { $older } to { $newer }
compare-nothing = Nothing changed between the two.
compare-changed = What changed
compare-moved = What rose and what fell
compare-rose = rose: { $what }, from { $before } to { $after }
compare-fell = fell: { $what }, from { $before } to { $after }
compare-new = new: { $what } ({ $after })
compare-gone = no longer judged: { $what } (was { $before })
compare-row-added = Row added: { $row }
compare-row-removed = Row taken out: { $row }
compare-reordered = New order of the rows: { $table }
merge-intro = Two versions stand side by side. Choose place by place what counts: Left takes theirs, Right takes yours. Both can be read again later as versions.
merge-theirs = { $who }, { $when }
merge-mine = You, now
merge-both = { $label } (written by both)
merge-row = with this row
merge-no-row = without this row
merge-order = rows in this order
merge-choose-first = { $n ->
    [one] One place was written by both of you. Please choose there first.
   *[other] { $n } places were written by both of you. Please choose there first.
}

## Forms
form-progress = { $answered } of { $total }
form-next = Go on
form-save = Save
form-row-done = Back to the table
form-summary = What will be saved
answer-declined = prefers not to answer
answer-hidden = (hidden)
answer-none = nothing
item-remark = Remark:
menu-none = No command has this name.
choice-none = Nothing found. Backspace takes the letters back.
field-suggested = Right arrow takes: { $name }
note-keys = Enter begins a new line, Tab goes on.
choice-filter = Find:
question-section = Section { $section } of { $sections }: { $name }
basis = Computed from: { $inputs }
basis-nothing = Nothing to compute from yet.
table-add = + Add a row
table-from = taken over from: { $form }
table-new-row = New row
unreadable-date = { $field }: this is not a date. Examples: 12.3 or 12.03.2026 or +14 (in 14 days).
unreadable-time = { $field }: this is not a time. Example: 14:30.
unreadable-duration = { $field }: this is not a duration. Examples: 40 (minutes) or 1:30.
unreadable-number = { $field }: this is not a number.
unreadable-money = { $field }: this is not an amount. Example: 250 EUR.
violation-own = { $field }: { $why }
violation-constraint = { $field }: this does not fit here.
violation-below = { $field }: at least { $least }.
violation-above = { $field }: at most { $most }.

## Guidance
guidance-ask = How:
guidance-say = To say:
guidance-none = There is no guidance for this place.

## Distress and pause
distress-title = First the person. The questions can wait.
distress-1 = Put the papers down. Speak slowly and quietly, and breathe slowly yourself.
distress-2 = Say where you both are, and see to it that nobody comes in. Offer water, or a window.
distress-3 = Do not touch without asking, and do not ask what happened. Stay, for as long as it takes.
distress-aloud = To read aloud:
distress-say = You are here with me now. We have stopped. You do not have to say anything. We can sit here quietly.
pause-title = Pause
pause-1 = The questions are put away. Everything said so far is kept.
pause-2 = Something to drink, some air, a moment without words.
calm-ways = Enter goes back to where you were. e ends here, and everything is kept.

## Gate and reason
gate-title = { $form } is not open yet.
gate-ways = Enter goes to: { $form }. o opens it anyway and asks for a reason. Esc goes back.
overlay-yes = yes
overlay-go = go there
overlay-anyway = open anyway
reason-title = Open { $form } anyway
reason-hint = It may be right to go on without it. Please say why; the reason is kept with the record.
reason-label = Reason:
reason-needed = Please write the reason in a few words.

## Questions
confirm-quit = Leave vaka?
confirm-quit-hint = Everything typed is kept. Enter leaves, Esc stays.
confirm-discard = Throw this draft away?
confirm-discard-hint = What was typed since the last save is lost. Enter throws it away, Esc keeps it.
confirm-remove-row = Take this row out?
confirm-remove-row-hint = Earlier versions keep it. Enter takes it out, Esc leaves it.

## Help and palette
help-title = What can be done here:
palette-title = Find a command:

## Notices
notice-reason-not-kept = The reason you were typing was not kept: please type it again.
notice-keys-from-copy = The key file was damaged; its copy was used. Please check the disk.
notice-keys-older = The key file is older than the case file: perhaps an old copy came back.
notice-anchor-broken = The case file is older than it was, or was changed. Please compare it with a backup.
notice-log-damaged = A part of the case file could not be read: what was saved last may be missing. Please look at what you wrote last.
notice-end-missing = What was saved last is no longer there: a part of the case file was removed or cut short. Please look at what you wrote last.
notice-migrated = The case file was brought up to date; the older one was kept.
notice-unchanged = Nothing was changed, so nothing new was saved.
notice-saved = Saved: { $form }, version { $n }.
notice-saved-missing = Saved: { $form }, version { $n }. Still open, marked with *: { $missing }.
notice-saved-elsewhere = Somebody else has just saved this record. Go on writing: when you save, both stand side by side.
notice-rights-changed = What you may see or do here was changed just now. What you were typing is kept. Ask who manages the workers if something is missing.
notice-draft-kept = Kept as a draft: { $form }.
notice-draft-gone = The draft is gone.
notice-stopped = Stopped here. Everything is kept: { $form }.
notice-taken = { $n ->
        [one] { $n } row taken over.
       *[other] { $n } rows taken over.
    }

## Why something cannot be done now
why-draft-no-versions = A draft has no versions yet. Save it first.
why-no-closed-state = Rows of this table are not closed.
why-home = This is home. q leaves, and everything is kept.
why-no-draft = There is no draft here.
why-no-field = The focus is not on a question.
why-no-new-record = Of this form there is one record; Enter opens it.
why-no-row = The focus is not on a row.
why-no-text = There is nothing to type here.
why-not-declinable = This is not asked of the person.
why-not-passphrase-step = Words are offered when the passphrase is chosen.
why-not-shut = This form is open already. Enter opens it.
why-not-with-person = This form is not filled in together with the person.
why-nothing-to-take = There is nothing more to take over.
why-one-version = There is only one version.

## Errors: what happened, and what to do
error-conflict = Somebody saved this record meanwhile. Your text is kept. Choose below what counts.
error-damaged = The case file is damaged. Please do not write any more, and take a backup.
error-disk-full = The disk is full. Please make room, then try again.
error-disk-full-saving = The disk is full: not saved. Your text is still here. Make room, then save again.
error-empty-vault = The case file is empty. It may be a broken copy: please use a backup.
error-form-unknown = This record belongs to a form that is not here.
error-held = What you typed last could not be written. It is held until you unlock. Make room first, and do not close this window.
error-kdf = The key file asks for more than this computer should give. It may not be yours.
error-keeping-draft = The draft could not be kept. Your text is still here: please save it.
error-keys-tampered = The key file was changed by something else. Please ask for help before going on.
error-memory = Too little memory is free: { $mb } MB are needed for a moment. Please close other programs and try again.
error-missing-vault = A part of the case file is missing: vault.db and vault.keys belong together.
error-newer-vault = This case file was made by a newer vaka. Please use the newer one.
error-not-a-vault = This is not a case file of vaka.
error-not-writable = Cannot write here: { $path }
error-saving = Not saved. Your text is still here: please try again.
error-vault-exists = There is a case file here already. Nothing was changed.
error-vault = The case file could not be read.
error-vault-in-use = The case file is just being made, brought up to date, or given a new key elsewhere. Please try again in a moment.
error-wrong-code = This code does not open the file. Please compare it with your paper.
error-wrong-passphrase = This passphrase does not open it. Please try again.

## Commands: name, .short for the footer, .about for help
cmd-open = Open
    .short = open
    .about = Opens what has the focus.
cmd-back = Back
    .short = back
    .about = One place back. Nothing is lost.
cmd-new-case = New case
    .short = new case
    .about = Begins a case with the intake.
cmd-new-record = Begin another one
    .short = new
    .about = A new record of this form; the earlier ones stay.
cmd-case-list = All cases
    .short = cases
    .about = The list of cases; typing finds one.
cmd-services = Services
    .short = services
    .about = The directory of services: who helps with what, on what terms.
cmd-new-service = New service
    .short = new service
    .about = Writes down a service in the directory.
cmd-order = Another order
    .short = order
    .about = Puts the cases in order of number, newest, next date, risk, phase or name, one after the other.
cmd-area = Next area
    .short = area
    .about = Shows the services of one area after the other, then all again.
cmd-calendar = Calendar
    .short = calendar
    .about = A month, with how much is due on each day.
cmd-filter = Show only some, or all again
    .short = filter
    .about = Only a level of risk, a step or a case manager; the same key shows all again.
cmd-today = To today
    .short = today
    .about = Back to the day it is.
cmd-records = Records of this case
    .short = records
    .about = Everything written in this case, newest first.
cmd-versions = Versions of this record
    .short = versions
    .about = Older versions stay readable.
cmd-compare = What changed
    .short = what changed
    .about = Compares this version with the one before.
cmd-other-side = The other version here
    .short = other one
    .about = At this place the other version counts. Left takes theirs, Right yours.
cmd-story = The story of this case
    .short = story
    .about = Everything that happened, in the order of time, with what changed.
cmd-story-kind = Another part of the story
    .short = part
    .about = Contacts, risk, plan, papers and so on; then everything again.
cmd-story-order = Turn the order round
    .short = order
    .about = Newest first, or from the beginning.
cmd-people = People and organisations
    .short = people
    .about = Who is there for this person, drawn as a map or in words.
cmd-as-words = In words, or as a map
    .short = map/words
    .about = The same people and organisations in plain words, the strongest ties first.
cmd-search = Search
    .short = search
    .about = Finds a word in everything that is written: in this case, or from home in all.
cmd-show-names = Show or hide names
    .short = names
    .about = Names are hidden until asked for, and again on leaving.
cmd-show-addresses = Show or hide addresses
    .short = addresses
    .about = Addresses are hidden until asked for, and again on leaving.
cmd-override = Open anyway, with a reason
    .short = open anyway
    .about = Opens a form although something should come first; the reason is kept.
cmd-guidance = Guidance
    .short = guidance
    .about = How to ask, what not to say.
cmd-save = Save
    .short = save
    .about = Makes a new version; older ones stay.
cmd-decline = Prefers not to answer
    .short = no answer
    .about = The person prefers not to answer; this is not a no.
cmd-clear = Empty this answer
    .short = empty
    .about = The question is open again; the same key brings the answer back.
cmd-next-state = Next state
    .short = state
    .about = From state to state; on a checklist a number takes one at once.
cmd-remark = Remark
    .short = remark
    .about = A remark on this point.
cmd-add-row = Add a row
    .short = add
    .about = A new row at the end of the table.
cmd-row-up = Row up
    .short = up
    .about = Moves this row up.
cmd-row-down = Row down
    .short = down
    .about = Moves this row down.
cmd-close-row = Close the row
    .short = close row
    .about = Closes this row, or opens it again; it stays readable.
cmd-remove-row = Take the row out
    .short = take out
    .about = Takes this row out of the table; earlier versions keep it.
cmd-take-over = Take over rows
    .short = take over
    .about = Takes over what other records offer: open needs, facts as evidence.
cmd-to-plan = Into the plan
    .short = plan
    .about = Puts this need into the plan; one that is there already is opened.
cmd-source = Where it comes from
    .short = source
    .about = Opens the record that this row points to.
cmd-next-step = Next step or question
    .short = next
    .about = Goes on to the next step or question.
cmd-previous-step = Previous step or question
    .short = previous
    .about = Goes back to the step or question before.
cmd-discard = Throw the draft away
    .short = throw away
    .about = Asks first.
cmd-distress = Distress: put the questions away
    .short = distress
    .about = The questions leave the screen at once; a calm page helps.
cmd-pause = Pause
    .short = pause
    .about = Puts the questions away; everything is kept.
cmd-stop = Stop here
    .short = stop
    .about = Ends here, everything kept; it can go on another day.
cmd-resume = Back to where we were
    .short = go on
    .about = The questions come back where they were.
cmd-end-here = End here, everything kept
    .short = end here
    .about = Saves what was said and returns to the case.
cmd-bilingual = Two languages at once
    .short = two languages
    .about = Shows each question in a second language as well.
cmd-language = Language
    .short = language
    .about = The next language; nothing else moves.
cmd-palette = Find a command
    .short = find
    .about = Finds any command by its name in any language.
cmd-help = Help
    .short = help
    .about = What can be done here.
cmd-hide = Hide at once
    .short = hide
    .about = A plain page; the passphrase brings everything back.
cmd-lock = Lock
    .short = lock
    .about = Locks the case file; the passphrase returns you here.
cmd-recover = The passphrase is lost
    .short = lost passphrase
    .about = Opens with the recovery code and sets a new passphrase.
cmd-suggest = Offer a passphrase
    .short = offer words
    .about = Six words that are easy to type.
cmd-own-care = My own care
    .short = my own care
    .about = A minute for yourself; only you can read it.
cmd-go-on = Go on with it
    .short = go on
    .about = Goes on with this check-in; the earlier version stays.
cmd-team-workload = Workload of the team
    .short = workload
    .about = Open cases and hours of each worker, and how they are counted.
cmd-silence = Offer a minute at home, or not
    .short = offer or not
    .about = No longer offers it; the same key brings it back.
cmd-quit = Leave
    .short = leave
    .about = Leaves vaka; everything is kept.
