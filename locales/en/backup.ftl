# Backups, the way back, and what the doctor finds in a vault.
cli-command-backup = Writes the whole vault into one encrypted file, and reads it back to be sure
cli-command-restore = Makes a vault from a backup; never over one that is there
cli-arg-file = The backup
    .value = FILE
cli-arg-force = Replaces an older file of this name, once the new one is good
cli-arg-backup_passphrase_file = Reads the passphrase of the backup from the first line of a file; --passphrase-file is for that of the vault
    .value = FILE
cli-arg-restore-into = Makes the vault in this directory instead of the data directory
    .value = DIR
cli-arg-vault = Reads the whole vault and says what is wrong with it
cli-arg-test_backup = Restores a backup for a moment into a place of its own, looks at it and removes it
    .value = FILE
cli-arg-repair_into = Saves what can be read of a damaged vault into a new one in this directory
    .value = DIR

cli-ask-vault = Passphrase of the vault (or recovery code):
cli-ask-backup = Passphrase of the backup (or recovery code):
cli-ask-backup-new = A passphrase for this backup, at least 12 characters:
cli-ask-again = Once more:
cli-ask-differs = The two are not the same. Please begin again.
cli-ask-inner = Passphrase of the vault in it, to look inside as well (Enter leaves that out):
cli-ask-common = Too easy to guess. Please take another, for example six words that do not belong together.
cli-ask-name = Too close to the name. Please take another, for example six words that do not belong together.
cli-ask-nobody = A passphrase is needed, and there is no terminal to ask on. Give it in a file: --passphrase-file for the vault, --backup-passphrase-file for a backup.

cli-kilobytes = { $count } KB
cli-backup-progress = Backup: { $percent } %
cli-restore-progress = Restoring: { $percent } %
cli-backup-made = { $file }: backup made and read back, { $size }, { $cases ->
        [one] { $cases } case
       *[other] { $cases } cases
    }.
cli-backup-made-opens = It opens with its own passphrase or with your recovery code. The vault in it opens with your passphrase of today. Keep it away from this computer.
cli-backup-same-disk = The backup lies on the same disk as the vault. If the disk breaks, both are gone: please copy it to another place.
cli-backup-inside = The backup is whole. Made on { $day } at { $time }, { $cases ->
        [one] { $cases } case
       *[other] { $cases } cases
    }.
cli-backup-exists = there is a file of this name already. Choose another name, or --force to replace it.
cli-backup-no-room = There is not enough room in { $path }. No backup was made; an older one is as it was. Make room, then try again.
cli-backup-not-one = this is not a backup of vaka.
cli-backup-newer = this backup was made by a newer vaka. Please use the newer one.
cli-backup-damaged = this backup is damaged: it was cut off or changed. Nothing was written. Please use another backup.
cli-backup-wrong = neither the passphrase of this backup nor a recovery code of its vault. Nothing was written. Please try again.
cli-backup-differs = what was read back is not what was written. The disk or stick may be failing: please use another. No backup was kept.
cli-backup-running = another backup of this vault is being made. Please wait for it.
cli-backup-stopped = Stopped. What had been begun was removed.

cli-restore-done = The vault is in { $dir }.
cli-restore-opens = Who opens it, with the passphrase of that day or the recovery code: { $names }
cli-restore-elsewhere = A restore never takes the place of a vault. Choose an empty directory: --into DIR

cli-examine-progress = Looking: { $percent } %
cli-examine-pages = Every page of the vault is as it was written.
cli-examine-pages-bad = { $count ->
        [one] { $count } page of the vault is damaged.
       *[other] { $count } pages of the vault are damaged.
    }
cli-examine-structure = Its structure is in order.
cli-examine-structure-bad = { $count ->
        [one] { $count } thing is wrong in its structure.
       *[other] { $count } things are wrong in its structure.
    }
cli-examine-chain = The record of who did what is unbroken: { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }.
cli-examine-chain-bad = The record of who did what is broken at entry { $count }: something was removed or changed.
cli-examine-repaired = On { $day } this vault was saved out of a damaged one. { $versions ->
        [one] { $versions } version
       *[other] { $versions } versions
    } and { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    } of the record of who did what were lost then; since that day it is checked as ever.
cli-examine-anchor = It reaches as far as the key file says.
cli-examine-anchor-bad = It does not reach as far as the key file says: vault.db may be older than vault.keys, or was replaced.
cli-examine-versions = Every saved version is what was saved.
cli-examine-versions-bad = { $count ->
        [one] { $count } saved version is not what was saved, or is missing.
       *[other] { $count } saved versions are not what was saved, or are missing.
    }
cli-examine-good = Nothing is wrong.
cli-examine-bad = Something is wrong. Write no more in this vault. Take the last good backup (vaka restore FILE), or save what can be read: vaka doctor --repair-into DIR
cli-examine-last-backup = Last good backup: { $day }
cli-examine-no-backup = No backup was made yet: vaka backup FILE
cli-test-outside = Looked at from outside: everything is as it was written. The vault in it was not opened.

cli-repair-progress = Saving: { $percent } %
cli-repair-case = { $case }: { $kept ->
        [one] { $kept } version saved
       *[other] { $kept } versions saved
    }, { $lost } lost
cli-repair-case-new = { $case } (a new number, the old one was lost): { $kept ->
        [one] { $kept } version saved
       *[other] { $kept } versions saved
    }, { $lost } lost
cli-repair-elsewhere = Outside of cases: { $kept ->
        [one] { $kept } version saved
       *[other] { $kept } versions saved
    }, { $lost } lost
cli-repair-entries = Record of who did what: { $kept ->
        [one] { $kept } entry saved
       *[other] { $kept } entries saved
    }, { $lost } lost
cli-repair-whole = Everything is in the new vault in { $dir }. The damaged one is as it was.
cli-repair-partly = What could be saved is in the new vault in { $dir }; what is marked with ! is not complete. The damaged one is as it was: keep it until you have compared it with your last backup.

cli-doctor-place = Kind of place
place-good = on this computer
place-network = The vault lies on a file system of the network. A broken line can cost what was saved last; please keep it on a disk of this computer.
place-provided = The vault lies on a file system that another program provides, often over a network. A disk of this computer is safer.
place-synced = The vault lies in a folder that { $program } copies to other machines. Two copies can overwrite each other; please keep it elsewhere and copy backups instead.

home-backup-none = There is no backup yet. In another window: vaka backup FILE. b says it again in a week.
home-backup-old = The last backup is { $days ->
        [one] { $days } day
       *[other] { $days } days
    } old. In another window: vaka backup FILE. b says it again in a week.
cmd-backup-later = Backup: remind me in a week
    .short = later
    .about = The line about the backup at home goes for seven days.
why-no-backup-line = There is no line about a backup now.
notice-backup-later = You will be reminded of the backup in a week.
