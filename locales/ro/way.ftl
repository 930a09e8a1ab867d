# Drumul cazului după plan: punerea în practică, evaluarea finală, închiderea, contactele de după, redeschiderea.
# În fiecare mesaj next-… $form este formularul, $n câte sunt, $when o zi, $step numele unui pas.

stage-why-crisis_response = încă fără plan sau cu risc ridicat
    .short = fără plan sau cu risc ridicat
stage-why-transitional_support = există un plan, iar riscul nu e ridicat
    .short = există un plan
stage-why-outreach = închiderea este hotărâtă sau făcută
    .short = se închide sau este închis
stage-why-set = stabilit la evaluarea finală

case-stage = { $stage }: { $why }
case-manager = Manager de caz: { $name }
case-manager-short = Manager: { $name }
case-any-time = Oricând: { $forms }
form-status-any-time = oricând
notice-follows = Începe o înregistrare nouă pentru ziua aceea. Cea dinainte rămâne între înregistrările cazului.
case-still-needed = Rămase în acest pas: { $forms }
case-shut-by = Întâi: { $form }
case-all-done = Nimic deschis. Ce are termen apare la ziua stabilită.
case-closed = Închis
case-closed-follow-up = Închis, în contact
case-closed-ended = Închis, fără contacte
header-consent-expired = expirat
header-consent-checklist = după listă
notice-saved-made = Salvat. { $n ->
        [one] { $n } contact după închidere planificat; apare pe pagina principală la ziua lui.
        [few] { $n } contacte după închidere planificate; apar pe pagina principală la ziua lor.
       *[other] { $n } de contacte după închidere planificate; apar pe pagina principală la ziua lor.
    }

gate-reintegration_return = Întâi pregătirea: dorințe, familie, posibilități.
    .done = Întâi pregătirea: dorințe, familie, posibilități.
gate-evaluation = Întâi planul: evaluarea finală privește obiectivele lui.
    .done = Întâi planul: evaluarea finală privește obiectivele lui.
gate-closure = Întâi evaluarea finală: ce s-a atins și ce urmează.
    .done = Întâi evaluarea finală: ce s-a atins și ce urmează.
gate-follow_up = Întâi închiderea: contactele de după încep cu ce s-a convenit acolo.
    .done = Întâi închiderea: contactele de după încep cu ce s-a convenit acolo.
gate-reopening = Acest caz este deschis. Se redeschide doar un caz închis.
    .done = Acest caz este deschis. Se redeschide doar un caz închis.

next-follow-up-due = Luați legătura, cum s-a convenit: după închidere ({ $n ->
        [one] { $n } contact așteaptă
        [few] { $n } contacte așteaptă
       *[other] { $n } de contacte așteaptă
    })
next-follow-up-need = La contact a apărut ceva nou: hotărâți dacă se revine la evaluare
next-follow-up-again = Contactul nu a avut loc: scrieți când se încearcă din nou
next-follow-up-now = Luați legătura, cum s-a convenit: contactul din { $when }
next-follow-up-planned = Azi nimic. Următorul contact: { $when }
next-feedback = Întrebați cum a fost ajutorul: părerea persoanei
next-reopen = Cazul este închis și nu mai e nimic de făcut. Dacă persoana revine, cazul se redeschide de aici.
next-ended = Și contactele de după închidere s-au încheiat. Ați mers împreună pe acest drum; mulțumim pentru grijă. Dacă persoana revine, cazul se redeschide de aici.
next-consent = Scrieți împreună la ce se consimte pentru interviu: consimțământ
next-early-risk-again = Vedeți întâi, din nou, dacă e ceva urgent: risc timpuriu
next-risk-again = A început un pas nou ({ $step }): reevaluați riscurile
next-elements = Marcați ce arată spre trafic: elemente
next-indicators = Marcați indicatorii generali
next-identification = Puneți totul laolaltă și hotărâți: identificare
next-finish-identification = Terminați identificarea: lipsește decizia
next-identification-again = Sunt semne noi: reveniți la identificare
next-prevention = Neidentificată, dar nu lăsată singură: alt sprijin
next-assessment = Priviți situația în ansamblu: evaluare
next-family = Gândiți-vă la cei din familie care au nevoie: familie
next-agreement = Cădeți de acord asupra planului: înțelegere
next-plan-days = Planul nu are încă nicio zi: scrieți cine ce face și până când
next-session-again = A venit ziua stabilită: următoarea ședință de sprijin în criză
next-ask-referral = A venit un răspuns la trimitere? Întrebați și notați
next-impact = Vedeți împreună cum îi merge acum: impact
next-impact-exit = Înainte de închidere, vedeți cum îi merge: impact
next-tell-withdrawn = Un consimțământ a fost retras: anunțați cine a primit ceva ({ $n })
next-contact = Rămâneți în legătură: notați contactul
next-monitoring = Vedeți împreună ce ajută și ce lipsește: monitorizare
next-supervision = Priviți cazul împreună cu un supervizor
next-referral = Poate ajuta alt serviciu: pregătiți o trimitere
next-send-referral = O trimitere e în ciornă: trimiteți-o sau retrageți-o
next-reintegration = Pregătiți drumul spre propria viață: reintegrare
next-return = Verificați condițiile întoarcerii
next-after-return = Întrebați cum merge după întoarcere
next-evaluation = Vedeți împreună ce s-a atins: evaluare finală
next-closing = Priviți înapoi și luați-vă rămas-bun: închidere
next-close-again = Totul este făcut? Atunci închideți din nou cazul
next-finish-closing = Terminați închiderea
