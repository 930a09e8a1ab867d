# Ce spune `vaka check` despre greșelile din formulare. Fiecare mesaj stă pe un rând, după „eroare:”.
check-error = eroare
check-near = poate „{ $near }”?

# Ce trebuie să conțină o cheie: apare în check-wrong-kind.
check-kind-text = un text între ghilimele
check-kind-texts = o listă de texte
check-kind-whole = un număr întreg
check-kind-number = un număr
check-kind-flag = true sau false
check-kind-flag-or-condition = true, false sau o condiție între ghilimele
check-kind-table = un tabel { "{" } cheie = valoare { "}" }
check-kind-tables = o listă de tabele
check-kind-answer = o valoare potrivită cu tipul coloanei

# Fișiere și chei
check-unreadable = fișierul nu poate fi citit
check-too-large = fișierul este prea mare pentru un formular (peste 256 KB)
check-syntax = acesta nu este TOML corect ({ $detail })
check-unknown-key = aici nu există cheia „{ $key }”
check-missing-key = lipsește cheia „{ $key }”
check-wrong-kind = pentru „{ $key }” se așteaptă { $wanted }
check-unknown-type = nu există tipul de câmp „{ $given }”
check-unknown-value = „{ $key }” nu poate fi „{ $given }”; poate fi: { $allowed }
check-misplaced-key = un câmp de tipul „{ $type }” nu are „{ $key }”
check-bad-id = „{ $given }” nu poate fi identificator: se folosesc doar a–z, 0–9 și _, iar cei ai câmpurilor și formularelor încep cu o literă
check-reserved-id = identificatorul „{ $given }” este rezervat
check-file-name = formularul se numește „{ $given }”, iar fișierul { $file }; numele trebuie să fie același
check-duplicate = identificatorul „{ $id }” apare deja pe rândul { $line }
check-duplicate-form = formularul „{ $id }” există deja în { $file }
check-bad-version = versiunea este un număr întreg, începând de la 1

# Liste, numere, tabele
check-missing-choices = un câmp de tipul „{ $type }” are nevoie de „choices”
check-unknown-list = lista „{ $list }” nu există nici în acest formular, nici printre listele comune
check-empty-list = lista „{ $list }” nu are nicio variantă
check-bounds = „min” ({ $min }) trebuie să fie mai mic decât „max” ({ $max })
check-no-columns = tabelul nu are coloane
check-first-column = prima coloană este titlul rândului și trebuie să fie un text, nu „{ $type }”
check-bad-column = o coloană nu poate fi de tipul „{ $type }”
check-unknown-column = tabelul „{ $table }” nu are coloana „{ $column }”
check-unknown-form-field = formularul „{ $form }” nu are întrebarea „{ $field }”
check-not-filled = „{ $field }” nu se completează cu cuvinte: trebuie să fie alt câmp, de tipul text, note, person, service sau file
check-other-type = coloana „{ $column }” are alt tip sau altă listă decât câmpul acesta
check-unknown-form = nu există formularul „{ $form }”
check-unknown-table = formularul „{ $form }” nu are tabelul „{ $table }”

# Condiții
check-condition-empty = condiția este goală
check-condition-value = aici se așteaptă o valoare: un nume în { "${}" }, un număr, un text între ghilimele sau o funcție
check-condition-unexpected = condiția nu poate continua așa
check-condition-text = textul nu are ghilimele de închidere
check-condition-name = un nume se scrie { "${nume}" }, cu litere a–z, cifre și _
check-condition-parenthesis = această paranteză nu se închide
check-condition-word = „{ $word }” nu înseamnă nimic aici: un câmp se scrie { "${" }{ $word }{ "}" }, un text '{ $word }'
check-condition-number = numărul este prea mare
check-condition-deep = condiția are prea multe niveluri
check-unknown-field = nu există câmpul sau coloana „{ $name }”
check-unknown-function = nu există funcția „{ $name }”
check-arguments = „{ $function }”: argumente date { $given }, cerute { $least }
check-arguments-least = „{ $function }”: argumente date { $given }, cerute cel puțin { $least }
check-arguments-range = „{ $function }”: argumente date { $given }, cerute de la { $least } la { $most }
check-unknown-choice = lista câmpului „{ $name }” nu are varianta „{ $choice }”
check-circle = acestea se așteaptă unele pe altele în cerc: { $path }

# Cuvinte
check-missing-message = mesajul „{ $id }” lipsește în „{ $lang }”
check-missing-attribute = mesajul „{ $id }” nu are „.{ $attribute }” în „{ $lang }”
