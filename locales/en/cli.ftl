# The command line: help, the manual page, and what it says on standard error.
cli-about = A keyboard-driven, encrypted case file for caseworkers who accompany survivors of human trafficking.
cli-panic = vaka stopped because of a mistake in the program itself. What was typed is kept as a draft; nothing of it was shown here. The log names the place.
cli-after-help = Without a command, vaka opens the vault in the full screen.

cli-heading-usage = Usage
cli-heading-options = Options
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-usage-options = OPTIONS
cli-usage-command = COMMAND

cli-command-demo = Opens the program on a throwaway vault of invented people, or builds one
cli-command-check = Checks forms or words for mistakes
cli-command-check-forms = Names every mistake in forms, with file, line and column
cli-command-check-locales = Compares the words of all languages and names what is missing
cli-command-doctor = Tells what terminal, data directory and machine are like
cli-command-completions = Prints completions for a shell
cli-command-man = Prints the manual page

cli-arg-data_dir = Where the vault lies (instead of VAKA_DATA_DIR, the settings or the usual place)
    .value = DIR
cli-arg-config = The settings file to use; own forms and words are looked for beside it
    .value = FILE
cli-arg-lang = The language: en, tr, ro or one of your own
    .value = LANG
cli-arg-color = Colour: auto, always or never
    .value = WHEN
cli-arg-ascii = Draws lines and marks with ASCII characters alone
cli-arg-passphrase_file = Reads the passphrase from the first line of a file; - is standard input
    .value = FILE
cli-arg-help = Prints this help
cli-arg-version = Prints the version
cli-arg-json = Prints JSON for other programs
cli-arg-paths = Form files or directories; without any, the forms in the program and your own
    .value = PATH
cli-arg-shell = bash, elvish, fish, powershell or zsh
    .value = SHELL
cli-arg-into = Builds the vault in this directory and ends; needs --passphrase-file
    .value = DIR
cli-arg-cases = How many invented cases there are (12 unless said otherwise)
    .value = N
cli-arg-seed = Another number gives other people (1 unless said otherwise)
    .value = N

cli-error-value-missing = { $argument } needs a value.
cli-error-value = “{ $value }” cannot be used for { $argument }.
cli-error-value-count = { $argument } has too many or too few values.
cli-error-unknown-argument = There is no option or argument “{ $argument }” here.
cli-error-unknown-command = There is no command “{ $command }”.
cli-error-missing-command = A command is missing.
cli-error-missing = { $argument } is missing.
cli-error-twice = { $argument } may be given only once.
cli-error-conflict = { $argument } cannot be used together with { $other }.
cli-error-not-text = An argument is not valid UTF-8 text.
cli-error-arguments = These arguments cannot be used.
cli-error-possible = Possible: { $names }
cli-error-near = Did you mean { $names }?
cli-error-see-help = “vaka --help” shows what there is.
cli-error-language = There is no language “{ $lang }”. Known: { $names }
cli-error-home = No home directory was found for this user. Set HOME.
cli-error-output = The output could not be written: { $reason }.
cli-error-input-not-terminal = vaka needs a terminal to type in, but standard input is a file or a pipe.
cli-error-output-not-terminal = vaka needs a terminal to draw on, but standard output is a file or a pipe.
cli-error-terminal-setup = The terminal could not be prepared: { $reason }.
cli-error-defect = vaka ended because of a mistake in the program itself.
cli-error-demo-passphrase = A vault built with --into needs a passphrase: give --passphrase-file.
cli-error-passphrase-unreadable = The passphrase file cannot be read: { $reason }.
cli-error-passphrase-empty = The first line of the passphrase file is empty.
cli-error-passphrase-form = The passphrase file holds no passphrase: it is too long or not text.

cli-settings-unreadable = { $place }: the settings cannot be read ({ $detail }); they are passed over.
cli-settings-not-settings = { $place }: this is no settings file; it is passed over.
cli-settings-syntax = { $place }: this is not written as settings are (name = value): { $detail }
cli-settings-unknown = { $place }: the name is not a setting or the value does not fit: { $detail }

cli-reason-not-found = it is not there
cli-reason-permission = not permitted
cli-reason-exists = it is already there
cli-reason-full = the disk is full
cli-reason-read-only = the disk is read-only
cli-reason-directory = it is a directory
cli-reason-no-directory = it is not a directory
cli-reason-not-text = it is not text
cli-reason-end = it ends too early
cli-reason-other = system error { $number }

cli-check-form = { $id }: version { $version }, { $kind }, { $fields ->
        [one] { $fields } field
       *[other] { $fields } fields
    }, { $items ->
        [one] { $items } item
       *[other] { $items } items
    }
cli-check-forms-good = { $forms ->
        [one] { $forms } form, no mistakes
       *[other] { $forms } forms, no mistakes
    }
cli-check-forms-bad = { $errors ->
        [one] { $errors } mistake
       *[other] { $errors } mistakes
    }
cli-check-locale = { $id }: { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }, { $missing } missing, { $extra } too many
cli-check-missing = missing: { $name }
cli-check-extra = not in English: { $name }

cli-doctor-version = Version
cli-doctor-input = Keyboard is a terminal
cli-doctor-output = Screen is a terminal
cli-doctor-size = Size
cli-doctor-term = Kind of terminal (TERM)
cli-doctor-colour = Colour
cli-doctor-utf8 = UTF-8
cli-doctor-language = Language
cli-doctor-languages = Languages known
cli-doctor-config = Settings file
cli-doctor-data = Data directory
cli-doctor-mode = Its permissions
cli-doctor-writable = Writable
cli-doctor-free = Free space
cli-doctor-vault = Vault
cli-doctor-memory = Free memory
cli-doctor-memory-free = { $free } MB; opening a vault takes { $needed } MB for a moment
cli-doctor-sqlite = SQLite
cli-doctor-sqlcipher = SQLCipher
cli-doctor-yes = yes
cli-doctor-no = no
cli-doctor-unknown = not known
cli-doctor-not-yet = not there yet
cli-doctor-megabytes = { $count } MB
cli-doctor-vault-none = none yet
cli-doctor-vault-present = present
cli-doctor-vault-incomplete = one of its files is missing (vault.db, vault.keys)
cli-doctor-vault-empty = vault.db is empty
cli-doctor-vault-foreign = vault.db is not a vault
cli-doctor-vault-unreadable = vault.db cannot be read

cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-description-text = vaka keeps what caseworkers and survivors of human trafficking write down together: interviews, protection, plans and what comes after. Everything lies in one encrypted vault on this machine. The keys of each screen stand in its last line; ? shows all of them. The language can be switched anywhere.
cli-man-options = OPTIONS
cli-man-commands = COMMANDS
cli-man-exit = EXIT STATUS
cli-man-exit-text =
    0 everything is well
    1 something failed
    2 the arguments are wrong
    3 data or a form is invalid
    4 locked, or a wrong passphrase
    5 the vault was written by a newer version
    130 ended with Ctrl-C
cli-man-environment = ENVIRONMENT
cli-man-environment-text =
    VAKA_DATA_DIR names the data directory where --data-dir does not.
    NO_COLOR, when not empty, turns colour off.
    LC_ALL, LC_MESSAGES and LANG choose the language where --lang and the settings do not.
cli-man-files = FILES
cli-man-files-text =
    ~/.config/vaka/config.toml: settings (language, second_language, idle_lock_minutes, colour, ascii, line_speed, data_dir)
    ~/.config/vaka/forms, ~/.config/vaka/locales: your own forms and words
    ~/.local/share/vaka: the vault
    ~/.local/state/vaka/vaka.log: the log, without contents of cases
