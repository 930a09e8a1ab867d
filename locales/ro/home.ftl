# Prima pagină: secțiuni, numere, rândul ales, filtrul.

home-late = { $count ->
        [one] { $count } întârziată
        [few] { $count } întârziate
       *[other] { $count } de întârziate
    }
home-cases-other = Alte cazuri deschise ({ $count })
    .short = alte cazuri
home-more = … și încă { $count }
home-more-hint = Enter arată restul secțiunii. Tab trece la secțiunea următoare.
home-count = { $name } ({ $count })
home-onward = Tab: { $parts }
home-since =
    { $days ->
        [one] de { $days } zi
        [few] de { $days } zile
       *[other] de { $days } de zile
    }
home-until = până la { $day }
home-manager = manager de caz { $name }
home-contact = Contact sigur: { $rules }
home-contact-none = Încă nu este scris cum poate fi contactată persoana în siguranță (fișa de primire, „Contact în siguranță”).

## Filtrul
home-filtered = numai { $what }
home-filter-title = Arată numai:
home-filter-mine = cazurile mele
home-filter-risk = risc: { $what }
home-filter-risk-none = risc încă neevaluat
home-filter-step = pas: { $what }
home-filter-manager = manager de caz: { $what }
home-nothing-left = Nu mai este nimic potrivit aici. f arată din nou totul.
home-nothing-due = Nu este nimic scadent și nu aveți niciun caz deschis. n începe un caz nou, c arată toate cazurile.
overlay-show = arată
why-no-names = Aici nu este încă niciun nume.
why-nothing-to-filter = Încă nu este nimic de ales.

## Secțiuni după datele din forms/process.toml
agenda-waiting = În așteptare de la alții ({ $count })
    .short = în așteptare
agenda-owed = Alții așteaptă răspunsul nostru ({ $count })
    .short = răspunsuri datorate
agenda-risk = Riscuri de reevaluat ({ $count })
    .short = riscuri
agenda-consents = Consimțăminte care expiră curând ({ $count })
    .short = consimțăminte
agenda-papers = Acte și permise: expirare și reînnoire ({ $count })
    .short = acte
agenda-follow_up = Contacte după închidere, posibile acum ({ $count })
    .short = după închidere

## Registrul serviciilor
home-services = Servicii de verificat ({ $count })
    .short = servicii
