# Cuvintele programului: ecrane, comenzi, înștiințări. Scurte și liniștite: cine citește este
# obosit, iar persoana din față poate citi și ea.

app-name = vaka
too-small = Fereastra e prea mică: sunt necesare 60 de coloane și 20 de rânduri.
key-space = Spațiu

## Antet
header-demo = DEMO
header-risk = risc { $level }
header-consent = consimț.: { $state }
header-consent-none = necerut
header-consent-given = dat
header-consent-refused = refuzat
header-consent-withdrawn = retras
header-due = termen: { $when }

## Prima pornire
welcome-step = Prima pornire, pasul { $n } din 3
welcome-what = vaka ține dosarul: interviu, sprijin în criză, riscuri, plan. Totul rămâne pe acest calculator, criptat.
welcome-languages = F4 schimbă limba, acum și oricând.
welcome-who = Cine folosește programul? Este de ajuns un nume sau inițialele.
welcome-name = Nume sau inițiale:
welcome-organisation = Organizația (poate rămâne gol):
welcome-name-needed = Vă rugăm să scrieți întâi un nume sau inițialele.
welcome-on = Mai departe
welcome-quit-hint = Cu Ctrl+C puteți ieși. Încă nu s-a scris nimic.
welcome-passphrase = Alegeți o parolă. Ea deschide dosarul și fără ea nu îl poate deschide nimeni.
welcome-passphrase-offer = Cel puțin 12 caractere. F2 propune șase cuvinte ușor de scris.
welcome-passphrase-write = Scrieți cuvintele pe o hârtie și țineți hârtia departe de acest calculator. Apoi scrieți-le aici de două ori.
welcome-recovery = Acesta este codul de recuperare. Dacă parola se pierde vreodată, numai acest cod deschide dosarul. Se arată o singură dată: vă rugăm să-l scrieți acum pe hârtie.
welcome-recovery-keep = Țineți-l într-un loc sigur, nu lângă calculator.
welcome-recovery-group = Pentru siguranță, scrieți grupul { $n }:
welcome-creating = Se pregătește dosarul; durează câteva secunde. Se măsoară și cât de rapid este calculatorul: deschiderea va dura cam o secundă, la fel și fiecare încercare de a ghici parola.
passphrase-new = Parola:
passphrase-again = Încă o dată:
passphrase-differs = Cele două nu sunt la fel. Vă rugăm să o scrieți din nou pe a doua.
passphrase-short = Prea scurtă: { $min ->
        [one] e nevoie de cel puțin { $min } caracter
        [few] e nevoie de cel puțin { $min } caractere
       *[other] e nevoie de cel puțin { $min } de caractere
    }.
passphrase-repeats = Prea puține litere diferite. Câteva cuvinte se țin minte mai ușor.
passphrase-common = Prea ușor de ghicit. F2 propune una bună.
passphrase-name = Seamănă prea mult cu numele. F2 propune una bună.
recovery-group-wrong = Acesta nu este grupul { $n }. Priviți hârtia și scrieți-l din nou.

## Încuiat
unlock-title = Încuiat
unlock-locked = Dosarul este încuiat. Parola îl deschide acolo unde ați rămas.
unlock-start = Dosarul este încuiat. Parola îl deschide.
unlock-passphrase = Parola:
unlock-opening = Se deschide. Durează cam o secundă, intenționat: așa și ghicitul parolei merge încet.
unlock-adapting = Dosarul vine dintr-o versiune mai veche și este adaptat acum, o singură dată. Când sunt foarte multe cazuri, durează cam un minut.
unlock-renewing = Se recalculează ce apare în liste: { $percent } %. Se întâmplă o singură dată, după o actualizare. Ctrl-C iese; data viitoare continuă de aici.
why-opening = Se deschide, mai așteptați puțin. Ctrl-C iese.
unlock-recovery = Scrieți codul de recuperare de pe hârtie, apoi de două ori o parolă nouă.
unlock-code = Codul de recuperare:

## Pagina obișnuită (ascundere rapidă)
hide-1 = Cumpărături
hide-2 = - pâine, lapte, mere
hide-3 = - bec pentru bucătărie
hide-4 = - detergent de rufe
hide-5 = De sunat joi la dentist
hide-6 = Autobuzul 14, din 20 în 20 de minute

## Prima pagină
home-title = Azi, { $day }
home-overdue = Întârziate ({ $count })
home-today = Azi ({ $count })
home-ahead = Următoarele 14 zile ({ $count })
    .short = următoarele 14 zile
home-recent = Ultimele deschise
home-cases = Cazuri deschise ({ $count })
    .short = cazuri
home-unfinished = Începute și încă nesalvate ({ $count })
home-unfinished-row = Caz nou, început la { $when }
home-empty = Încă nu este niciun caz.
home-empty-hint = Un caz începe cu fișa de primire: cum s-a făcut contactul și cum poate fi contactată persoana în siguranță.
home-first = Începeți primul caz

## Cazuri
cases-title = Cazuri
cases-names-hidden = nume ascunse
cases-names-shown = nume la vedere
cases-filter = Caută:
cases-order-newest = cele mai noi întâi
cases-order-due = după data următoare
cases-order-risk = după risc
cases-order-phase = după etapă
cases-order-name = după nume
cases-order-later = mai scrieți câteva litere pentru ordonare
cases-none = Încă nu este niciun caz. Cu Ctrl+E începeți unul.
cases-no-match = Niciun caz cu acest număr sau nume. Esc le arată din nou pe toate.

## Un caz
case-steps = Pași
case-latest = Cele mai noi
case-version = (vers. { $n })
case-no-records = Încă nu s-a scris nimic.
case-next = Urmează: { $what }
step-status-done = gata
step-status-open = formulare: { $begun }/{ $all }
step-status-not-begun = neînceput
step-status-shut = nu încă
form-status-draft = ciornă { $answered }/{ $total }
form-status-missing = lipsă: { $missing }
form-status-none = neînceput
form-status-shut = nu încă (o)
form-status-progress = { $answered } din { $total }

## Înregistrări și versiuni
records-title = Înregistrări
records-draft = ciornă, nesalvată
records-version = versiunea { $n }, { $who }
history-title = Versiuni
reading-empty = Nu s-a răspuns la nimic.
reading-left-over = Nu se mai întreabă în acest formular
reading-override = Deschis înainte să-i vină rândul. Motivul: { $reason }
compare-title = de la versiunea { $older } la { $newer }
compare-nothing = Nu s-a schimbat nimic între cele două.
compare-changed = Ce s-a schimbat
compare-moved = Ce a crescut și ce a scăzut
compare-rose = a crescut: { $what }, de la { $before } la { $after }
compare-fell = a scăzut: { $what }, de la { $before } la { $after }
compare-new = nou: { $what } ({ $after })
compare-gone = nu mai este evaluat: { $what } (era { $before })
compare-row-added = Rând adăugat: { $row }
compare-row-removed = Rând scos: { $row }
compare-reordered = Altă ordine a rândurilor: { $table }
merge-intro = Cele două versiuni stau una lângă alta. Alegeți, loc cu loc, ce rămâne valabil: săgeata stânga o ia pe a celuilalt, cea dreaptă pe a dvs. Amândouă se pot citi și mai târziu, ca versiuni.
merge-theirs = { $who }, { $when }
merge-mine = Dvs., acum
merge-both = { $label } (scris de amândoi)
merge-row = cu acest rând
merge-no-row = fără acest rând
merge-order = rândurile în această ordine
merge-choose-first = { $n ->
    [one] Un loc a fost scris de amândoi. Alegeți mai întâi acolo.
    [few] { $n } locuri au fost scrise de amândoi. Alegeți mai întâi acolo.
   *[other] { $n } de locuri au fost scrise de amândoi. Alegeți mai întâi acolo.
}

## Formulare
form-progress = { $answered } din { $total }
form-next = Mai departe
form-save = Salvează
form-row-done = Înapoi la tabel
form-summary = Ce se va salva
answer-declined = preferă să nu răspundă
answer-hidden = (ascuns)
answer-none = necompletat
item-remark = Observație:
menu-none = Nu există o comandă cu acest nume.
choice-none = Nimic găsit. Cu Backspace ștergeți literele.
field-suggested = Săgeata dreapta preia: { $name }
note-keys = Enter începe un rând nou, Tab merge mai departe.
choice-filter = Caută:
question-section = Partea { $section } din { $sections }: { $name }
basis = Calculat din: { $inputs }
basis-nothing = Încă nu există date pentru calcul.
table-add = + Adaugă un rând
table-from = preluat din: { $form }
table-new-row = Rând nou
unreadable-date = { $field }: aceasta nu e o dată. Exemple: 12.3, 12.03.2026 sau +14 (peste 14 zile).
unreadable-time = { $field }: aceasta nu e o oră. Exemplu: 14:30.
unreadable-duration = { $field }: aceasta nu e o durată. Exemple: 40 (minute) sau 1:30.
unreadable-number = { $field }: acesta nu e un număr.
unreadable-money = { $field }: aceasta nu e o sumă. Exemplu: 250 EUR.
violation-own = { $field }: { $why }
violation-constraint = { $field }: nu se potrivește aici.
violation-below = { $field }: cel puțin { $least }.
violation-above = { $field }: cel mult { $most }.

## Îndrumări
guidance-ask = Cum:
guidance-say = Puteți spune:
guidance-none = Pentru locul acesta nu sunt îndrumări.

## Moment greu și pauză
distress-title = Întâi omul. Întrebările pot aștepta.
distress-1 = Lăsați hârtiile. Vorbiți rar și încet și respirați rar și dumneavoastră.
distress-2 = Spuneți unde vă aflați împreună și vedeți să nu intre nimeni. Oferiți apă sau puțin aer de la fereastră.
distress-3 = Nu atingeți fără să întrebați și nu întrebați ce s-a întâmplat. Rămâneți alături cât e nevoie.
distress-aloud = De citit cu voce tare:
distress-say = Sunteți aici, cu mine, acum. Ne-am oprit. Nu trebuie să spuneți nimic. Putem sta aici în liniște.
pause-title = Pauză
pause-1 = Întrebările sunt puse deoparte. Tot ce s-a spus până acum se păstrează.
pause-2 = Ceva de băut, puțin aer, o clipă fără vorbe.
calm-ways = Cu Enter reveniți unde ați rămas. Cu „e” încheiați aici și totul se păstrează.

## Ce trebuie să vină întâi și motivul
gate-title = Nu i-a venit încă rândul: { $form }
gate-ways = Cu Enter mergeți la: { $form }. Cu „o” deschideți totuși și scrieți motivul. Cu Esc vă întoarceți.
overlay-yes = da
overlay-go = mergi acolo
overlay-anyway = deschide totuși
reason-title = Deschideți totuși: { $form }
reason-hint = Poate că e bine să mergeți mai departe și așa. Vă rugăm să scrieți de ce; motivul se păstrează împreună cu înregistrarea.
reason-label = Motivul:
reason-needed = Vă rugăm să scrieți motivul în câteva cuvinte.

## Întrebări
confirm-quit = Ieșiți din vaka?
confirm-quit-hint = Tot ce ați scris se păstrează. Cu Enter ieșiți, cu Esc rămâneți.
confirm-discard = Aruncați ciorna?
confirm-discard-hint = Ce ați scris de la ultima salvare se pierde. Cu Enter o aruncați, cu Esc o păstrați.
confirm-remove-row = Scoateți acest rând?
confirm-remove-row-hint = În versiunile mai vechi rămâne. Cu Enter îl scoateți, cu Esc îl lăsați.

## Ajutor și căutare
help-title = Ce se poate face aici:
palette-title = Ce doriți să faceți:

## Înștiințări
notice-reason-not-kept = Motivul pe care îl scriați nu s-a păstrat: vă rugăm să-l scrieți din nou.
notice-keys-from-copy = Fișierul cu chei era deteriorat; s-a folosit copia lui. Vă rugăm să verificați discul.
notice-keys-older = Fișierul cu chei e mai vechi decât dosarul: poate s-a întors o copie veche.
notice-anchor-broken = Dosarul e mai vechi decât era sau a fost schimbat. Vă rugăm să îl comparați cu o copie de rezervă.
notice-log-damaged = O parte din dosar nu a putut fi citită: ce s-a salvat ultima dată poate lipsi. Vă rugăm să verificați ce ați scris la urmă.
notice-end-missing = Ce s-a salvat ultima dată nu mai este la locul lui: o parte din dosar a fost ștearsă sau scurtată. Vă rugăm să verificați ce ați scris la urmă.
notice-migrated = Dosarul a fost adus la zi; cel vechi s-a păstrat.
notice-unchanged = Nu s-a schimbat nimic; nu s-a salvat o versiune nouă.
notice-saved = Salvat: { $form }, versiunea { $n }.
notice-saved-missing = Salvat: { $form }, versiunea { $n }. Rămase deschise, cu *: { $missing }.
notice-saved-elsewhere = Altcineva tocmai a salvat această fișă. Scrieți mai departe: la salvare, cele două stau una lângă alta.
notice-rights-changed = Tocmai s-a schimbat ce puteți vedea sau face aici. Ce scriați s-a păstrat. Dacă lipsește ceva, întrebați cine administrează lucrătorii.
notice-draft-kept = Păstrat ca ciornă: { $form }.
notice-draft-gone = Ciorna a fost aruncată.
notice-stopped = Ne-am oprit aici. Totul se păstrează: { $form }.
notice-taken = { $n ->
        [one] { $n } rând preluat.
        [few] { $n } rânduri preluate.
       *[other] { $n } de rânduri preluate.
    }

## De ce nu se poate face ceva acum
why-draft-no-versions = O ciornă nu are încă versiuni. Salvați-o întâi.
why-no-closed-state = Rândurile acestui tabel nu se închid.
why-home = Aceasta este pagina principală. Cu q ieșiți; totul se păstrează.
why-no-draft = Aici nu este nicio ciornă.
why-no-field = Acum nu vă aflați pe o întrebare.
why-no-new-record = Acest formular are o singură înregistrare; Enter o deschide.
why-no-row = Acum nu vă aflați pe un rând.
why-no-text = Aici nu este nimic de scris.
why-not-declinable = Persoana nu este întrebată acest lucru.
why-not-passphrase-step = Cuvintele se propun când se alege parola.
why-not-shut = Formularul este deja deschis. Cu Enter intrați.
why-not-with-person = Acest formular nu se completează împreună cu persoana.
why-nothing-to-take = Nu mai este nimic de preluat.
why-one-version = Există o singură versiune.

## Erori: ce s-a întâmplat și ce e de făcut
error-conflict = Între timp a salvat altcineva. Textul dvs. e păstrat. Alegeți mai jos ce rămâne valabil.
error-damaged = Dosarul e deteriorat. Vă rugăm să nu mai scrieți și să reveniți la o copie de rezervă.
error-disk-full = Nu mai este loc pe disc. Faceți loc, apoi încercați din nou.
error-disk-full-saving = Disc plin: nu s-a salvat. Textul e încă aici. Faceți loc și salvați iar.
error-empty-vault = Dosarul este gol. Poate fi o copie stricată: folosiți o copie de rezervă.
error-form-unknown = Formularul acestei înregistrări nu se află aici.
error-held = Ce ați scris la urmă nu s-a putut scrie pe disc. E ținut în memorie până descuiați dosarul. Faceți întâi loc, nu închideți fereastra.
error-kdf = Fișierul cu chei cere prea mult de la calculator. Poate nu e al dumneavoastră.
error-keeping-draft = Ciorna nu s-a putut păstra. Textul e încă aici: vă rugăm să-l salvați.
error-keys-tampered = Fișierul cu chei a fost schimbat din afară. Cereți ajutor înainte de a continua.
error-memory = E prea puțină memorie liberă: pentru o clipă e nevoie de { $mb } MB. Închideți alte programe și încercați din nou.
error-missing-vault = Lipsește o parte a dosarului: vault.db și vault.keys stau împreună.
error-newer-vault = Dosarul este făcut cu un vaka mai nou. Vă rugăm să-l folosiți pe acela.
error-not-a-vault = Acesta nu este un dosar vaka.
error-not-writable = Aici nu se poate scrie: { $path }
error-saving = Nu s-a salvat. Textul e încă aici: vă rugăm să încercați din nou.
error-vault-exists = Aici există deja un dosar. Nu s-a schimbat nimic.
error-vault = Dosarul nu a putut fi citit.
error-vault-in-use = Dosarul este tocmai creat, adus la zi sau primește o cheie nouă în altă parte. Încercați din nou peste o clipă.
error-wrong-code = Acest cod nu deschide dosarul. Comparați-l cu hârtia dumneavoastră.
error-wrong-passphrase = Această parolă nu deschide dosarul. Vă rugăm să încercați din nou.

## Comenzi: numele, .short pentru rândul de jos, .about pentru ajutor
cmd-open = Deschide
    .short = deschide
    .about = Deschide rândul pe care vă aflați.
cmd-back = Înapoi
    .short = înapoi
    .about = Un loc înapoi. Nu se pierde nimic.
cmd-new-case = Caz nou
    .short = caz nou
    .about = Începe un caz cu fișa de primire.
cmd-new-record = Începe altă înregistrare
    .short = alta
    .about = O înregistrare nouă a acestui formular; cele vechi rămân.
cmd-case-list = Toate cazurile
    .short = cazuri
    .about = Lista cazurilor; scrieți și îl găsiți pe cel căutat.
cmd-services = Servicii
    .short = servicii
    .about = Registrul serviciilor: cine ajută, cu ce și în ce condiții.
cmd-new-service = Serviciu nou
    .short = serviciu nou
    .about = Scrie un serviciu în registru.
cmd-order = Altă ordine
    .short = ordine
    .about = Așază cazurile după număr, cele mai noi, data următoare, risc, etapă sau nume, pe rând.
cmd-area = Domeniul următor
    .short = domeniu
    .about = Arată serviciile pe domenii, pe rând, apoi din nou pe toate.
cmd-calendar = Calendar
    .short = calendar
    .about = O lună: câte sunt scadente în fiecare zi.
cmd-filter = Arată numai o parte sau din nou totul
    .short = filtru
    .about = Numai un nivel de risc, un pas sau un manager de caz; aceeași tastă arată din nou totul.
cmd-today = La ziua de azi
    .short = azi
    .about = Înapoi la ziua de azi.
cmd-records = Înregistrările acestui caz
    .short = istoric
    .about = Tot ce s-a scris în acest caz, întâi cele mai noi.
cmd-versions = Versiunile acestei înregistrări
    .short = versiuni
    .about = Versiunile mai vechi se pot citi în continuare.
cmd-compare = Ce s-a schimbat
    .short = schimbări
    .about = Compară această versiune cu cea dinainte.
cmd-other-side = Cealaltă versiune aici
    .short = cealaltă
    .about = În acest loc rămâne valabilă cealaltă versiune. Stânga o ia pe a celuilalt, dreapta pe a dvs.
cmd-story = Jurnalul cazului
    .short = jurnal
    .about = Tot ce s-a întâmplat, în ordinea timpului, cu ce s-a schimbat.
cmd-story-kind = Altă parte a jurnalului
    .short = parte
    .about = Contacte, risc, plan, acte și celelalte; apoi din nou tot.
cmd-story-order = Inversează ordinea
    .short = ordine
    .about = Întâi cele mai noi sau de la început.
cmd-people = Persoane și organizații
    .short = rețea
    .about = Cine îi este alături acestei persoane, ca hartă sau în cuvinte.
cmd-as-words = În cuvinte sau ca hartă
    .short = hartă/cuvinte
    .about = Aceleași persoane și organizații în cuvinte, întâi legăturile puternice.
cmd-search = Caută
    .short = caută
    .about = Găsește un cuvânt în tot ce este scris: în acest caz sau, din pagina principală, în toate.
cmd-show-names = Arată sau ascunde numele
    .short = nume
    .about = Numele stau ascunse până le cereți și se ascund iar la plecare.
cmd-show-addresses = Arată sau ascunde adresele
    .short = adrese
    .about = Adresele sunt ascunse până le cereți, și din nou la ieșire.
cmd-override = Deschide totuși, cu un motiv
    .short = totuși
    .about = Deschide un formular deși altceva ar veni întâi; motivul se păstrează.
cmd-guidance = Îndrumări
    .short = ghid
    .about = Cum se întreabă, ce nu se spune.
cmd-save = Salvează
    .short = salvează
    .about = Face o versiune nouă; cele vechi rămân.
cmd-decline = Preferă să nu răspundă
    .short = fără răspuns
    .about = Persoana preferă să nu răspundă; asta nu înseamnă nu.
cmd-clear = Golește acest răspuns
    .short = golește
    .about = Întrebarea este din nou deschisă; aceeași tastă aduce răspunsul înapoi.
cmd-next-state = Starea următoare
    .short = stare
    .about = Din stare în stare; într-o listă de verificare o cifră alege una direct.
cmd-remark = Observație
    .short = observație
    .about = O observație la acest punct.
cmd-add-row = Adaugă un rând
    .short = adaugă
    .about = Un rând nou la sfârșitul tabelului.
cmd-row-up = Rândul mai sus
    .short = sus
    .about = Mută acest rând mai sus.
cmd-row-down = Rândul mai jos
    .short = jos
    .about = Mută acest rând mai jos.
cmd-close-row = Închide rândul
    .short = închide rândul
    .about = Închide acest rând sau îl deschide iar; se poate citi mai departe.
cmd-remove-row = Scoate rândul
    .short = scoate
    .about = Scoate acest rând din tabel; versiunile mai vechi îl păstrează.
cmd-take-over = Preia rânduri
    .short = preia
    .about = Preia ce oferă alte înregistrări: nevoi deschise, fapte ca dovezi.
cmd-to-plan = Pune în plan
    .short = plan
    .about = Pune nevoia aceasta în plan; dacă e deja acolo, o deschide.
cmd-source = De unde vine
    .short = sursa
    .about = Deschide înregistrarea la care trimite rândul.
cmd-next-step = Pasul sau întrebarea care urmează
    .short = următor
    .about = Trece la pasul sau întrebarea care urmează.
cmd-previous-step = Pasul sau întrebarea dinainte
    .short = anterior
    .about = Se întoarce la pasul sau întrebarea dinainte.
cmd-discard = Aruncă ciorna
    .short = aruncă
    .about = Întreabă întâi.
cmd-distress = Moment greu: întrebările deoparte
    .short = e greu
    .about = Întrebările dispar pe loc de pe ecran; ajută o pagină liniștită.
cmd-pause = Pauză
    .short = pauză
    .about = Pune întrebările deoparte; totul se păstrează.
cmd-stop = Ne oprim aici
    .short = stop
    .about = Încheie aici și păstrează totul; se poate continua în altă zi.
cmd-resume = Înapoi unde am rămas
    .short = continuă
    .about = Întrebările revin acolo unde au rămas.
cmd-end-here = Încheie aici, totul se păstrează
    .short = încheie aici
    .about = Salvează ce s-a spus și revine la caz.
cmd-bilingual = Două limbi deodată
    .short = două limbi
    .about = Arată fiecare întrebare și în a doua limbă.
cmd-language = Limba
    .short = limba
    .about = Limba următoare; nimic altceva nu se mută.
cmd-palette = Caută ce doriți să faceți
    .short = caută
    .about = Găsește orice comandă după nume, în orice limbă.
cmd-help = Ajutor
    .short = ajutor
    .about = Ce se poate face aici.
cmd-hide = Ascunde imediat
    .short = ascunde
    .about = O pagină obișnuită; parola aduce totul înapoi.
cmd-lock = Încuie
    .short = încuie
    .about = Încuie dosarul; parola vă aduce înapoi aici.
cmd-recover = Parola s-a pierdut
    .short = parola uitată
    .about = Deschide cu codul de recuperare și pune o parolă nouă.
cmd-suggest = Propune o parolă
    .short = propune parolă
    .about = Șase cuvinte ușor de scris.
cmd-own-care = Grija mea de sine
    .short = grija mea
    .about = Un minut pentru dumneavoastră; citiți numai dumneavoastră.
cmd-go-on = Continuați
    .short = continuați
    .about = Continuă această însemnare; versiunea dinainte rămâne.
cmd-team-workload = Volumul de muncă al echipei
    .short = volum de muncă
    .about = Cazurile deschise și orele fiecăruia, și cum se socotesc.
cmd-silence = Oferă sau nu un minut pe pagina principală
    .short = oferă sau nu
    .about = Nu mai oferă; aceeași tastă aduce oferta înapoi.
cmd-quit = Ieșire
    .short = ieșire
    .about = Închide vaka; totul se păstrează.
