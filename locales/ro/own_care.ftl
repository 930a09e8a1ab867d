# Grija de sine a lucrătorului și ce duce fiecare. Cald, scurt; fără diagnostic, fără punctaj, fără promisiuni.

own-offer = Puteți lua un minut pentru dumneavoastră: w. Numai dacă vreți.
own-private = Le citiți numai dumneavoastră: se deschid doar cu parola dumneavoastră.
own-begin = O privire nouă spre sine. Ajunge un număr
own-first = Cum vă este azi, de la 0 la 10? Apoi F2, și atât. Restul poate rămâne gol.
own-draft = Terminați ce ați început, { $when }
own-trend = Cum a fost, de la 0 ({ $low }) la 10 ({ $high })
own-number = { $n } din { $most }
own-no-number = fără număr
own-ago = { $days ->
        [0] azi
        [one] ieri
        [few] acum { $days } zile
       *[other] acum { $days } de zile
    }
own-older = Mai demult
own-signs = Semne
own-count = { $state }: { $n }
own-not-looked = necompletate
own-ideas = Ce ar putea ajuta
own-step = Ultimul pas mic ({ $when }): { $what }
own-wished = V-ați dori mai mult: { $what }
own-help = Dacă rămâne greu, vorbiți despre asta
own-help-who = În supervizare, cu un medic sau cu un psiholog. Dacă vă gândiți la moarte sau să vă faceți rău, vă rugăm să sunați acum pe cineva de încredere sau la 112.
own-offer-on = După 14 zile pagina principală vă oferă un minut. s: să nu-l mai ofere.
own-offer-off = Pagina principală nu mai oferă nimic. s: să ofere din nou.
own-load = Câtă muncă duceți
why-no-check-in = Cursorul nu este pe o însemnare.
notice-own-silent = Pagina principală nu mai oferă.
notice-own-offered = Pagina principală va oferi din nou.

## Volumul de muncă
load-cases = { $n ->
        [0] Niciun caz deschis.
        [one] { $n } caz deschis.
        [few] { $n } cazuri deschise.
       *[other] { $n } de cazuri deschise.
    }
load-risks = Risc: { $what }.
load-stages = Intensitate: { $what }.
load-unjudged = încă neevaluat { $n }
load-no-stage = încă necunoscută
load-week = Ultimele 7 zile: { $time } în contacte ({ $contacts }), din care noaptea sau în weekend: { $outside }.
load-week-none = Ultimele 7 zile: niciun contact notat.
load-month = Ultimele 30 de zile: { $time } în contacte ({ $contacts }), din care noaptea sau în weekend: { $outside }.
load-month-none = Ultimele 30 de zile: niciun contact notat.
load-unknown = Fără durată: { $n }.
load-weight = Greutatea toată: { $weight }
load-how = Cât cântărește un caz: după intensitate ({ $stages }), la care se adaugă riscul ({ $risks }). Orele vin din contactele notate; aici nu este nimic din grija de sine a nimănui.
load-none = Nimeni nu are un caz deschis și niciun contact nu a fost notat în ultimele 30 de zile.
