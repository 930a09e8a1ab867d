# Copiile de rezervă, drumul înapoi și ce găsește doctorul într-un seif.
cli-command-backup = Scrie tot seiful într-un singur fișier criptat și îl citește înapoi, ca să fie sigur
cli-command-restore = Face un seif dintr-o copie de rezervă; niciodată peste unul care există
cli-arg-file = Copia de rezervă
    .value = FIȘIER
cli-arg-force = Înlocuiește un fișier mai vechi cu același nume, după ce noua copie s-a dovedit bună
cli-arg-backup_passphrase_file = Citește parola copiei din primul rând al unui fișier; --passphrase-file este pentru parola seifului
    .value = FIȘIER
cli-arg-restore-into = Face seiful în acest director, nu în directorul de date
    .value = DIRECTOR
cli-arg-vault = Citește tot seiful și spune ce nu este în regulă
cli-arg-test_backup = Restaurează pentru o clipă o copie într-un loc al ei, o verifică și o șterge
    .value = FIȘIER
cli-arg-repair_into = Salvează ce se mai poate citi dintr-un seif deteriorat într-unul nou, în acest director
    .value = DIRECTOR

cli-ask-vault = Parola seifului (sau codul de recuperare):
cli-ask-backup = Parola copiei de rezervă (sau codul de recuperare):
cli-ask-backup-new = O parolă pentru această copie, cel puțin 12 caractere:
cli-ask-again = Încă o dată:
cli-ask-differs = Cele două nu sunt la fel. Vă rugăm să o luați de la început.
cli-ask-inner = Parola seifului din ea, ca să privim și înăuntru (Enter sare peste):
cli-ask-common = Prea ușor de ghicit. Alegeți alta, de exemplu șase cuvinte fără legătură între ele.
cli-ask-name = Seamănă prea mult cu numele. Alegeți alta, de exemplu șase cuvinte fără legătură între ele.
cli-ask-nobody = E nevoie de o parolă și nu există un terminal unde să fie cerută. Dați-o într-un fișier: --passphrase-file pentru seif, --backup-passphrase-file pentru copia de rezervă.

cli-kilobytes = { $count } KB
cli-backup-progress = Copie de rezervă: { $percent } %
cli-restore-progress = Restaurare: { $percent } %
cli-backup-made = { $file }: copia a fost făcută și citită înapoi, { $size }, { $cases ->
        [one] { $cases } caz
        [few] { $cases } cazuri
       *[other] { $cases } de cazuri
    }.
cli-backup-made-opens = Se deschide cu parola ei sau cu codul dumneavoastră de recuperare. Seiful din ea se deschide cu parola dumneavoastră de azi. Țineți copia departe de acest calculator.
cli-backup-same-disk = Copia se află pe același disc cu seiful. Dacă discul se strică, se pierd amândouă: vă rugăm să o puneți și în altă parte.
cli-backup-inside = Copia este întreagă. Făcută pe { $day }, la { $time }; { $cases ->
        [one] { $cases } caz
        [few] { $cases } cazuri
       *[other] { $cases } de cazuri
    }.
cli-backup-exists = există deja un fișier cu acest nume. Alegeți alt nume sau, ca să îl înlocuiți, --force.
cli-backup-no-room = Nu este destul loc în { $path }. Nu s-a făcut nicio copie; cea veche a rămas cum era. Faceți loc, apoi încercați din nou.
cli-backup-not-one = aceasta nu este o copie de rezervă făcută de vaka.
cli-backup-newer = copia a fost făcută de un vaka mai nou. Vă rugăm să îl folosiți pe acela.
cli-backup-damaged = copia este deteriorată: a fost tăiată sau schimbată. Nu s-a scris nimic. Vă rugăm să folosiți altă copie.
cli-backup-wrong = nu este nici parola acestei copii, nici un cod de recuperare al seifului ei. Nu s-a scris nimic. Încercați din nou.
cli-backup-differs = ce s-a citit înapoi nu este ce s-a scris. Poate că discul sau stickul se strică: folosiți altul. Nu a rămas nicio copie.
cli-backup-running = se face deja o altă copie a acestui seif. Vă rugăm să așteptați.
cli-backup-stopped = Oprit. Ce se începuse a fost șters.

cli-restore-done = Seiful este în { $dir }.
cli-restore-opens = Cine îl deschide, cu parola din acea zi sau cu codul de recuperare: { $names }
cli-restore-elsewhere = O restaurare nu ia niciodată locul unui seif. Alegeți un director gol: --into DIRECTOR

cli-examine-progress = Se verifică: { $percent } %
cli-examine-pages = Fiecare pagină a seifului este așa cum a fost scrisă.
cli-examine-pages-bad = { $count ->
        [one] { $count } pagină a seifului este deteriorată.
        [few] { $count } pagini ale seifului sunt deteriorate.
       *[other] { $count } de pagini ale seifului sunt deteriorate.
    }
cli-examine-structure = Structura lui este în regulă.
cli-examine-structure-bad = { $count ->
        [one] { $count } lucru nu este în regulă în structura lui.
        [few] { $count } lucruri nu sunt în regulă în structura lui.
       *[other] { $count } de lucruri nu sunt în regulă în structura lui.
    }
cli-examine-chain = Evidența cine ce a făcut este neîntreruptă: { $count ->
        [one] { $count } însemnare
        [few] { $count } însemnări
       *[other] { $count } de însemnări
    }.
cli-examine-chain-bad = Evidența cine ce a făcut este ruptă la însemnarea { $count }: ceva a fost scos sau schimbat.
cli-examine-repaired = Pe { $day } acest seif a fost salvat dintr-unul deteriorat. Atunci s-au pierdut { $versions ->
        [one] { $versions } versiune
        [few] { $versions } versiuni
       *[other] { $versions } de versiuni
    } și { $count ->
        [one] { $count } însemnare
        [few] { $count } însemnări
       *[other] { $count } de însemnări
    } din evidența cine ce a făcut; de atunci se verifică la fel ca întotdeauna.
cli-examine-anchor = Ajunge până unde spune fișierul de chei.
cli-examine-anchor-bad = Nu ajunge până unde spune fișierul de chei: vault.db poate fi mai vechi decât vault.keys sau a fost înlocuit.
cli-examine-versions = Fiecare versiune salvată este ceea ce s-a salvat.
cli-examine-versions-bad = { $count ->
        [one] { $count } versiune salvată nu este ce s-a salvat sau lipsește.
        [few] { $count } versiuni salvate nu sunt ce s-a salvat sau lipsesc.
       *[other] { $count } de versiuni salvate nu sunt ce s-a salvat sau lipsesc.
    }
cli-examine-good = Totul este în regulă.
cli-examine-bad = Ceva nu este în regulă. Nu mai scrieți în acest seif. Folosiți ultima copie bună (vaka restore FIȘIER) sau salvați ce se poate citi: vaka doctor --repair-into DIRECTOR
cli-examine-last-backup = Ultima copie de rezervă bună: { $day }
cli-examine-no-backup = Nu s-a făcut încă nicio copie de rezervă: vaka backup FIȘIER
cli-test-outside = Privită din afară: totul este așa cum a fost scris. Seiful din ea nu a fost deschis.

cli-repair-progress = Salvare: { $percent } %
cli-repair-case = { $case }: { $kept ->
        [one] { $kept } versiune salvată
        [few] { $kept } versiuni salvate
       *[other] { $kept } de versiuni salvate
    }, pierdute: { $lost }
cli-repair-case-new = { $case } (număr nou, cel vechi s-a pierdut): { $kept ->
        [one] { $kept } versiune salvată
        [few] { $kept } versiuni salvate
       *[other] { $kept } de versiuni salvate
    }, pierdute: { $lost }
cli-repair-elsewhere = În afara cazurilor: { $kept ->
        [one] { $kept } versiune salvată
        [few] { $kept } versiuni salvate
       *[other] { $kept } de versiuni salvate
    }, pierdute: { $lost }
cli-repair-entries = Evidența cine ce a făcut: { $kept ->
        [one] { $kept } însemnare salvată
        [few] { $kept } însemnări salvate
       *[other] { $kept } de însemnări salvate
    }, pierdute: { $lost }
cli-repair-whole = Totul este în seiful nou din { $dir }. Cel deteriorat a rămas cum era.
cli-repair-partly = Ce s-a putut salva este în seiful nou din { $dir }; ce are semnul ! nu este complet. Cel deteriorat a rămas cum era: păstrați-l până îl comparați cu ultima copie de rezervă.

cli-doctor-place = Felul locului
place-good = pe acest calculator
place-network = Seiful se află pe un sistem de fișiere din rețea. O legătură întreruptă poate pierde ce s-a salvat la urmă; vă rugăm să îl țineți pe un disc al acestui calculator.
place-provided = Seiful se află pe un sistem de fișiere oferit de alt program, adesea prin rețea. Un disc al acestui calculator este mai sigur.
place-synced = Seiful se află într-un dosar pe care { $program } îl copiază pe alte mașini. Două copii se pot suprascrie; vă rugăm să îl țineți în altă parte și să puneți acolo copii de rezervă.

home-backup-none = Nu există încă nicio copie de rezervă. Într-o altă fereastră: vaka backup FIȘIER. b amintește peste o săptămână.
home-backup-old = Ultima copie de rezervă are { $days ->
        [one] { $days } zi
        [few] { $days } zile
       *[other] { $days } de zile
    }. Într-o altă fereastră: vaka backup FIȘIER. b amintește peste o săptămână.
cmd-backup-later = Copia de rezervă: amintește-mi peste o săptămână
    .short = mai târziu
    .about = Rândul despre copia de rezervă dispare de acasă pentru șapte zile.
why-no-backup-line = Acum nu este niciun rând despre o copie de rezervă.
notice-backup-later = Vă amintim de copia de rezervă peste o săptămână.
