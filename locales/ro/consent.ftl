# Consimțământul: ce iese din caz și ce îl acoperă.
consent-covered = Acoperit de consimțământul din { $on }.
consent-covered-until = Acoperit de consimțământul din { $on }, până la { $until }.
consent-not-covered = Neacoperit: { $what } ({ $why }).
consent-not-covered-yet = Neacoperit: { $why }.
consent-emergency = Înregistrat ca urgență pentru a salva o viață.
consent-why-no-recipient = nu este numit cine le primește
consent-why-none = nu există consimțământ pentru { $recipient }
consent-why-none-scope = nu există consimțământ pentru: { $scope }
consent-why-refused = refuzat la { $on }
consent-why-withdrawn = retras la { $on }
consent-why-expired = consimțământul a încetat la { $on }
consent-why-later = consimțământul a fost dat abia la { $on }
consent-why-lacks = nu apare în consimțământul din { $on }
# Se scrie în înregistrarea care își numește consimțământul.
consent-name = { $scope }: { $recipient }
consent-names = { $n ->
        [one] { $n } consimțământ
        [few] { $n } consimțăminte, câte unul de destinatar
       *[other] { $n } de consimțăminte, câte unul de destinatar
    }

## Înainte să iasă ceva fără consimțământ
sharing-title = Încă nu există un consimțământ care să acopere: { $form }
sharing-way-consent = Enter: cereți acum consimțământul. Înregistrarea rămâne aici ca ciornă.
sharing-way-recipient = Enter: scrieți întâi cine le primește.
sharing-way-emergency = e: este o urgență pentru a salva o viață.
sharing-way-anyway = o: salvați totuși și scrieți de ce. Cu Esc vă întoarceți.
sharing-reason-hint = Nimic nu ar trebui să iasă fără consimțământul persoanei. Dacă trebuie, vă rugăm să scrieți de ce; motivul se păstrează împreună cu înregistrarea.
overlay-consent = cere consimțământul
overlay-emergency = urgență
overlay-share-anyway = salvează totuși
notice-consent-asked = Întrebați acum persoana. Ce scriați așteaptă ca ciornă.
reading-shared-anyway = Transmis deși niciun consimțământ nu acoperea, pentru că: { $reason }

## Ce oferă un tabel
table-offered = { $n ->
        [one] Rând nou: { $n }. În tabel, cu „t” se preia.
        [few] Rânduri noi: { $n }. În tabel, cu „t” se preiau.
       *[other] Rânduri noi: { $n }. În tabel, cu „t” se preiau.
    }

## Cu o tastă mai departe și înapoi de unde a venit ceva
onward-since = în { $form } din { $on }
onward-there = deja în { $form }
notice-onward = Pus în: { $form }. Așteaptă acolo ca ciornă.
notice-struck = Tăiat. Se poate citi în continuare și nu se mai preia.
why-no-fact = Rândul acesta nu a fost preluat din altă înregistrare.
why-no-source = Rândul acesta nu trimite la altă înregistrare.
why-no-onward = Rândurile acestui tabel nu merg în altă parte.
why-not-onward = Merge acolo doar ce este deschis: spuneți întâi că nu e acoperită sau că se lucrează la ea. ({ $form })
why-onward-shut = Întâi: { $first }. Apoi se poate pune în: { $form }

## Contactul sigur, în capul formularelor
contact-rules = Contact sigur: { $rules }
contact-rules-none = Încă nu este scris cum poate fi contactată persoana în siguranță. Vă rugăm să vă uitați întâi în fișa de primire.
contact-rules-more = Toate regulile, și cele ascunse aici: F3
contact-rules-title = Cum poate fi contactată persoana în siguranță
