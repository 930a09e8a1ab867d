# Linia de comandă: ajutorul, pagina de manual și ce se scrie la ieșirea de eroare.
cli-about = Dosar de caz criptat, folosit de la tastatură, pentru lucrătorii de caz care însoțesc persoane trecute prin trafic de ființe umane.
cli-panic = vaka s-a oprit din cauza unei greșeli din program. Ce ați scris s-a păstrat ca ciornă; nimic din conținut nu apare aici. Locul greșelii este în jurnal.
cli-after-help = Fără comandă, vaka deschide seiful pe tot ecranul.

cli-heading-usage = Utilizare
cli-heading-options = Opțiuni
cli-heading-commands = Comenzi
cli-heading-arguments = Argumente
cli-usage-options = OPȚIUNI
cli-usage-command = COMANDĂ

cli-command-demo = Deschide programul cu un seif de probă, cu persoane inventate, sau construiește unul
cli-command-check = Caută greșeli în formulare sau în texte
cli-command-check-forms = Arată fiecare greșeală din formulare, cu fișier, linie și coloană
cli-command-check-locales = Compară textele tuturor limbilor și arată ce lipsește
cli-command-doctor = Spune cum sunt terminalul, directorul de date și calculatorul
cli-command-completions = Scrie completările pentru un interpretor de comenzi
cli-command-man = Scrie pagina de manual

cli-arg-data_dir = Unde se află seiful (în loc de VAKA_DATA_DIR, de setări sau de locul obișnuit)
    .value = DIRECTOR
cli-arg-config = Fișierul de setări folosit; formularele și textele proprii se caută lângă el
    .value = FIȘIER
cli-arg-lang = Limba: en, tr, ro sau una adăugată de dumneavoastră
    .value = LIMBĂ
cli-arg-color = Culori: auto (după terminal), always (mereu) sau never (deloc)
    .value = CÂND
cli-arg-ascii = Desenează liniile și semnele numai cu caractere ASCII
cli-arg-passphrase_file = Citește parola din prima linie a unui fișier; - este intrarea standard
    .value = FIȘIER
cli-arg-help = Scrie acest ajutor
cli-arg-version = Scrie versiunea
cli-arg-json = Scrie JSON pentru alte programe
cli-arg-paths = Fișiere sau directoare cu formulare; fără ele, formularele din program și cele proprii
    .value = CALE
cli-arg-shell = bash, elvish, fish, powershell sau zsh
    .value = INTERPRETOR
cli-arg-into = Construiește seiful în acest director și se încheie; cere --passphrase-file
    .value = DIRECTOR
cli-arg-cases = Câte cazuri inventate sunt (12 dacă nu se spune altfel)
    .value = N
cli-arg-seed = Alt număr dă alte persoane (1 dacă nu se spune altfel)
    .value = N

cli-error-value-missing = { $argument } cere o valoare.
cli-error-value = „{ $value }” nu se poate folosi pentru { $argument }.
cli-error-value-count = { $argument } are prea multe sau prea puține valori.
cli-error-unknown-argument = Aici nu există opțiunea sau argumentul „{ $argument }”.
cli-error-unknown-command = Nu există comanda „{ $command }”.
cli-error-missing-command = Lipsește comanda.
cli-error-missing = Lipsește { $argument }.
cli-error-twice = { $argument } se dă o singură dată.
cli-error-conflict = { $argument } nu se poate folosi împreună cu { $other }.
cli-error-not-text = Un argument nu este text UTF-8 valid.
cli-error-arguments = Aceste argumente nu se pot folosi.
cli-error-possible = Se poate: { $names }
cli-error-near = Ați vrut să scrieți { $names }?
cli-error-see-help = „vaka --help” arată ce există.
cli-error-language = Nu există limba „{ $lang }”. Limbi cunoscute: { $names }
cli-error-home = Nu s-a găsit directorul personal al acestui utilizator. Setați HOME.
cli-error-output = Rezultatul nu s-a putut scrie: { $reason }.
cli-error-input-not-terminal = vaka are nevoie de un terminal în care să scrieți, dar intrarea standard este un fișier sau o conductă.
cli-error-output-not-terminal = vaka are nevoie de un terminal pe care să deseneze, dar ieșirea standard este un fișier sau o conductă.
cli-error-terminal-setup = Terminalul nu s-a putut pregăti: { $reason }.
cli-error-defect = vaka s-a încheiat din cauza unei greșeli din program.
cli-error-demo-passphrase = Un seif construit cu --into cere o parolă: dați --passphrase-file.
cli-error-passphrase-unreadable = Fișierul cu parola nu se poate citi: { $reason }.
cli-error-passphrase-empty = Prima linie a fișierului cu parola este goală.
cli-error-passphrase-form = Fișierul nu conține o parolă: este prea lung sau nu este text.

cli-settings-unreadable = { $place }: setările nu se pot citi ({ $detail }); nu au fost folosite.
cli-settings-not-settings = { $place }: acesta nu este un fișier de setări; nu a fost folosit.
cli-settings-syntax = { $place }: setările nu se scriu așa (nume = valoare): { $detail }
cli-settings-unknown = { $place }: numele nu este o setare sau valoarea nu se potrivește: { $detail }

cli-reason-not-found = nu există
cli-reason-permission = nu este permis
cli-reason-exists = există deja
cli-reason-full = discul este plin
cli-reason-read-only = discul poate fi doar citit
cli-reason-directory = este un director
cli-reason-no-directory = nu este un director
cli-reason-not-text = nu este text
cli-reason-end = se termină prea devreme
cli-reason-other = eroare de sistem { $number }

cli-check-form = { $id }: versiunea { $version }, { $kind }, { $fields ->
        [one] { $fields } câmp
        [few] { $fields } câmpuri
       *[other] { $fields } de câmpuri
    }, { $items ->
        [one] { $items } punct
        [few] { $items } puncte
       *[other] { $items } de puncte
    }
cli-check-forms-good = { $forms ->
        [one] { $forms } formular, nicio greșeală
        [few] { $forms } formulare, nicio greșeală
       *[other] { $forms } de formulare, nicio greșeală
    }
cli-check-forms-bad = { $errors ->
        [one] { $errors } greșeală
        [few] { $errors } greșeli
       *[other] { $errors } de greșeli
    }
cli-check-locale = { $id }: { $messages ->
        [one] { $messages } mesaj
        [few] { $messages } mesaje
       *[other] { $messages } de mesaje
    }, { $missing } lipsă, { $extra } în plus
cli-check-missing = lipsește: { $name }
cli-check-extra = nu există în engleză: { $name }

cli-doctor-version = Versiune
cli-doctor-input = Tastatura este un terminal
cli-doctor-output = Ecranul este un terminal
cli-doctor-size = Dimensiune
cli-doctor-term = Felul terminalului (TERM)
cli-doctor-colour = Culori
cli-doctor-utf8 = UTF-8
cli-doctor-language = Limbă
cli-doctor-languages = Limbi cunoscute
cli-doctor-config = Fișier de setări
cli-doctor-data = Director de date
cli-doctor-mode = Permisiunile lui
cli-doctor-writable = Se poate scrie
cli-doctor-free = Spațiu liber
cli-doctor-vault = Seif
cli-doctor-memory = Memorie liberă
cli-doctor-memory-free = { $free } MB; deschiderea unui seif cere pentru o clipă { $needed } MB
cli-doctor-sqlite = SQLite
cli-doctor-sqlcipher = SQLCipher
cli-doctor-yes = da
cli-doctor-no = nu
cli-doctor-unknown = nu se știe
cli-doctor-not-yet = nu există încă
cli-doctor-megabytes = { $count } MB
cli-doctor-vault-none = nu există încă
cli-doctor-vault-present = există
cli-doctor-vault-incomplete = unul dintre fișierele lui lipsește (vault.db, vault.keys)
cli-doctor-vault-empty = vault.db este gol
cli-doctor-vault-foreign = vault.db nu este un seif
cli-doctor-vault-unreadable = vault.db nu se poate citi

cli-man-name = NUME
cli-man-synopsis = REZUMAT
cli-man-description = DESCRIERE
cli-man-description-text = vaka păstrează ce scriu împreună lucrătorii de caz și persoanele trecute prin trafic de ființe umane: interviuri, protecție, planuri și ce urmează după. Totul stă într-un singur seif criptat pe acest calculator. Tastele fiecărui ecran sunt pe ultima lui linie; ? le arată pe toate. Limba se poate schimba oriunde.
cli-man-options = OPȚIUNI
cli-man-commands = COMENZI
cli-man-exit = STARE LA IEȘIRE
cli-man-exit-text =
    0 totul este în regulă
    1 ceva nu a reușit
    2 argumentele sunt greșite
    3 date sau formular nevalid
    4 blocat sau parolă greșită
    5 seiful a fost scris de o versiune mai nouă
    130 încheiat cu Ctrl-C
cli-man-environment = MEDIU
cli-man-environment-text =
    VAKA_DATA_DIR: directorul de date, dacă nu se dă --data-dir.
    NO_COLOR: dacă nu este gol, oprește culorile.
    LC_ALL, LC_MESSAGES și LANG: aleg limba, dacă nu o fac --lang și setările.
cli-man-files = FIȘIERE
cli-man-files-text =
    ~/.config/vaka/config.toml: setări (language, second_language, idle_lock_minutes, colour, ascii, line_speed, data_dir)
    ~/.config/vaka/forms, ~/.config/vaka/locales: formularele și textele proprii
    ~/.local/share/vaka: seiful
    ~/.local/state/vaka/vaka.log: jurnalul, fără conținut din cazuri
