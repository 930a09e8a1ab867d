# Parcursul unui caz: etape, intensitate, pași, priorități și pasul următor.
# În fiecare mesaj next-… $form este numele formularului, iar $n numărul.

phase-engagement = Început și cunoaștere
    .short = Început
phase-assessment = Evaluare
phase-planning = Planificare
phase-implementation = Punere în practică
phase-evaluation = Evaluare finală
phase-termination = Închidere
phase-follow_up = După închidere

stage-crisis_response = Răspuns la criză
    .hint = Întâi siguranța, liniștea și ce este nevoie azi.
stage-transitional_support = Sprijin de tranziție
    .hint = Pas cu pas, de la criză la propria viață.
stage-outreach = Sprijin la distanță
    .hint = Rămânem în legătură cât timp se dorește.

step-interview = Interviu
    .short = Interviu
    .hint = Primul contact, consimțământul, lista de pregătire, apoi discuția.
step-risk = Evaluarea riscului
    .short = Risc
    .hint = Ce poate deveni periculos, privit din nou la fiecare pas.
step-identification = Identificare
    .short = Identificare
    .hint = Ce a lăsat în urmă exploatarea.
step-crisis = Sprijin în criză
    .short = Sprijin în criză
    .hint = Șapte pași liniștiți după ceva greu.
step-needs = Evaluarea nevoilor
    .short = Nevoi
    .hint = De ce este nevoie, în ordinea persoanei.
step-planning = Planificare
    .short = Plan
    .hint = Cine, ce face și până când.
step-support = Sprijin în continuare
    .short = Sprijin
    .hint = Legătura se păstrează: discuții, vizite, acte, întâlniri.
step-referral = Trimitere la servicii
    .short = Trimiteri
    .hint = Alte servicii, cu consimțământul persoanei.
step-integration = Reintegrare
    .short = Reintegrare
    .hint = Pas cu pas spre o viață proprie.
step-follow_up = Monitorizare
    .short = Monitorizare
    .hint = Ce ajută, ce lipsește, cum merge mai departe.
step-closing = Închiderea cazului
    .short = Închidere
    .hint = Un sfârșit bun: ce s-a atins, cui i se poate cere ajutor mai târziu.
step-other = Alte formulare
    .short = Alte formulare
    .hint = Formulare care nu țin de niciun pas.

gate-interview = Întâi lista de pregătire a interviului: { $n ->
        [one] { $n } punct este încă deschis
        [few] { $n } puncte sunt încă deschise
       *[other] { $n } de puncte sunt încă deschise
    }.
    .done = Întâi lista de pregătire a interviului. Nu mai e nimic deschis: salvați-o.
gate-support_plan = Întâi nevoile, ca planul să le urmeze.
    .done = Întâi nevoile, ca planul să le urmeze.
gate-agreement = Întâi planul: înțelegerea se face pe baza lui.
    .done = Întâi planul: înțelegerea se face pe baza lui.

next-continue-draft = Terminați ce ați început: { $form }
next-intake = Începeți cu fișa de primire
next-finish-checklist = Completați lista de pregătire ({ $n ->
        [one] a rămas { $n } punct
        [few] au rămas { $n } puncte
       *[other] au rămas { $n } de puncte
    })
next-early-risk = Vedeți dacă e ceva urgent: risc timpuriu
next-finish-early-risk = Terminați evaluarea timpurie a riscului
next-crisis-session = Întâi liniștea: propuneți o ședință de sprijin în criză
next-interview = Totul este pregătit: începeți interviul
next-continue-interview = Continuați interviul
next-risk-analysis = Cântăriți pericolele: analiza de risc
next-finish-risk = Terminați analiza de risc
next-review-risk = Reevaluați riscurile ({ $n ->
        [one] a trecut { $n } termen
        [few] au trecut { $n } termene
       *[other] au trecut { $n } de termene
    })
next-needs = Întrebați de ce este nevoie: nevoi
next-plan = Planificați împreună: plan de sprijin
next-overdue-plan = Ocupați-vă de plan ({ $n ->
        [one] { $n } rând întârziat
        [few] { $n } rânduri întârziate
       *[other] { $n } de rânduri întârziate
    })
next-review-plan = Parcurgeți din nou planul
next-review-needs = Întrebați din nou despre nevoi
next-consequences = Notați ce a lăsat în urmă exploatarea
next-overdue = Ocupați-vă de ce avea termen: { $form } ({ $n ->
        [one] a trecut { $n } termen
        [few] au trecut { $n } termene
       *[other] au trecut { $n } de termene
    })
