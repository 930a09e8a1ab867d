# Jurnalul unui caz: ce s-a întâmplat, în ordinea timpului.

story-title = Jurnal: { $kind }, { $order }
story-newest-first = întâi cele mai noi
story-oldest-first = de la început
story-ahead = Urmează
story-none-of-kind = Încă nu este scris nimic de acest fel. f arată felul următor.
story-answered = { $n ->
        [0] niciun răspuns
        [one] { $n } răspuns
        [few] { $n } răspunsuri
       *[other] { $n } de răspunsuri
    }
story-unchanged = niciun răspuns schimbat
story-stopped = oprit înainte de sfârșit
story-more = și încă { $n }
story-phase = Etapa: { $what }
story-stage = Sprijin: { $what }
story-opened = Cazul a fost deschis
story-closed = Cazul a fost închis
story-opened-again = Cazul a fost redeschis
why-no-record = Acesta este un pas pe drumul cazului. Nu există o înregistrare de deschis.

## Feluri de înregistrări
kind-all = tot
kind-contacts = contacte și întâlniri
kind-risk = risc
kind-plan = plan și nevoi
kind-papers = trimiteri și acte
kind-consent = consimțământ
kind-talks = interviuri și sprijin în criză
kind-decisions = decizii
