# Cine poate deschide dosarul
cmd-organisation = Organizația
    .short = organizația
    .about = Cine poate deschide dosarul și cu ce roluri; parola și codul dvs. de recuperare.
cmd-new-worker = Lucrător nou
    .short = nou
    .about = O colegă sau un coleg poate deschide dosarul, cu parola sa.
cmd-new-passphrase = Parola mea
    .short = parola
    .about = Vă schimbă propria parolă.
cmd-new-recovery-code = Codul meu de recuperare
    .short = codul
    .about = Face un cod nou; cel vechi nu mai deschide nimic.
cmd-remove-worker = Scoate acest lucrător
    .short = scoate
    .about = Nu mai poate deschide dosarul. Întreabă întâi.
cmd-audit = Cine ce a făcut
    .short = cine ce a făcut
    .about = Tot ce s-a deschis, schimbat și căutat, cele mai noi întâi.
cmd-one-worker = Un singur lucrător
    .short = un lucrător
    .about = Ce a făcut unul singur, apoi următorul, apoi din nou toți.
cmd-readers = Cine a deschis acest dosar
    .short = cine a deschis
    .about = În cuvinte simple, de arătat persoanei al cărei dosar este.
cmd-limit-case = Cine poate vedea acest caz
    .short = cine vede
    .about = Limitează cazul la lucrători numiți sau îl deschide din nou tuturor.
organisation-intro = Aceste persoane pot deschide dosarul. Enter dă roluri.
organisation-you = { $name } (dvs.)
organisation-removed = scos la { $on }
organisation-no-role = încă fără rol
role-worker = Lucrător
    .about = Citește și scrie cazuri și registrul de servicii.
role-supervisor = Supervizor
    .about = Vede și ce duce fiecare, și cine ce a făcut; poate limita un caz la lucrători numiți.
role-administrator = Administrator
    .about = Adaugă și scoate lucrători și vede cine ce a făcut. Numai cu acest rol nu citește niciun caz.
role-reader = Cititor
    .about = Citește cazuri și nu schimbă nimic.
roles-title = Rolurile: { $name }
roles-hint = Ce poate face persoana. Mai multe roluri se adună.
access-title = Cine poate vedea { $name }
access-hint = Dacă nu e marcat nimeni, îl văd toți cei care citesc cazuri. Cine îl limitează rămâne mereu printre ei.
overlay-done = gata
enrol-worker-step = Lucrător nou, pasul { $n } din 3
enrol-passphrase-step = Parolă nouă, pasul { $n } din 2
enrol-recovery-step = Cod de recuperare nou, pasul { $n } din 2
enrol-worker = O colegă sau un coleg va putea deschide dosarul. Pașii următori sunt ai acestei persoane: o parolă și un cod de recuperare pe care nu le știe nimeni altcineva.
enrol-worker-who = Ajunge un nume sau inițialele. Apar lângă tot ce scrie această persoană.
enrol-worker-passphrase = Vă rugăm să-i lăsați acum locul la tastatură. Parola îi aparține numai ei; nimeni altcineva nu poate deschide dosarul cu ea și nimeni nu o poate afla.
enrol-worker-recovery = Acesta este codul de recuperare al persoanei. Dacă își pierde vreodată parola, numai acest cod îi deschide dosarul. Se arată o singură dată: notați-l acum.
enrol-prove = Întâi parola dvs. de acum, ca nimeni să nu facă asta în locul dvs.
enrol-passphrase = Alegeți o parolă nouă. Cea veche nu mai deschide dosarul; codul de recuperare rămâne același.
enrol-recovery = Acesta este codul dvs. nou de recuperare. Cel vechi nu mai deschide nimic. Se arată o singură dată: notați-l acum.
enrol-doing = O clipă.
passphrase-present = Parola de acum:
notice-passphrase-changed = De acum este valabilă parola nouă.
notice-recovery-changed = De acum este valabil codul nou. Vă rugăm să distrugeți hârtia cu cel vechi.
notice-worker-added = { $name } poate deschide acum dosarul.
notice-worker-removed = Persoana nu mai poate deschide dosarul, iar cheia lui este alta. Copiile dvs. de siguranță mai vechi se deschid ca înainte.
notice-roles-changed = Rolurile s-au schimbat: { $name }.
notice-access-changed = S-a schimbat cine poate vedea acest caz.
confirm-remove-worker = Scoateți: { $name }?
confirm-remove-worker-hint = Persoana nu mai poate deschide dosarul, iar acesta primește o cheie nouă; în acel moment nu trebuie să îl aibă deschis altcineva. Ce a scris rămâne. O copie a fișierelor luată înainte îi rămâne lizibilă: niciun program nu poate schimba asta.
error-not-allowed = Rolurile dvs. nu permit asta. Cine administrează lucrătorii vi le poate da (o pe pagina principală).
error-last-manager = Cineva trebuie să poată adăuga și scoate lucrători. Dați întâi acest rol altui lucrător.
error-no-worker = Această persoană nu mai poate deschide dosarul. Întrebați pe cine administrează lucrătorii.
error-worker-exists = Cineva cu acest nume poate deschide deja dosarul. Alegeți alt nume, de exemplu inițiale.
error-others-in = Dosarul este deschis acum și la altcineva. Rugați persoana să iasă, apoi încercați din nou.
why-not-manager = Rolurile dvs. nu cuprind administrarea lucrătorilor.
why-no-audit = Rolurile dvs. nu cuprind să vedeți cine ce a făcut.
why-worker-left = Această persoană a fost deja scoasă.
why-not-oneself = Nimeni nu se scoate pe sine. O poate face alt administrator.
why-not-limit = Rolurile dvs. nu cuprind limitarea unui caz.
why-read-only = Rolurile dvs. permit să citiți, nu să scrieți.
home-no-cases-role = Rolurile dvs. nu arată cazuri aici. o deschide organizația.
audit-intro = Cele mai noi întâi. Fără conținut: numai cine, când și ce a făcut. Fiecare rând e legat de cel dinainte, așa că unul schimbat se observă.
audit-version = versiunea { $n }
readers-intro = Acest dosar este protejat. Oricine îl deschide lasă o urmă care nu poate fi ștearsă fără să se observe. L-au avut deschis:
readers-opened = { $days ->
    [one] L-a avut deschis într-o zi, { $last }.
    [few] L-a avut deschis în { $days } zile, între { $first } și { $last }.
   *[other] L-a avut deschis în { $days } de zile, între { $first } și { $last }.
}
readers-wrote = { $n ->
    [0] Nu a scris nimic în el.
    [one] A scris în el o dată.
    [few] A scris în el de { $n } ori.
   *[other] A scris în el de { $n } de ori.
}
readers-searched = { $n ->
    [one] În plus, de când există acest dosar s-a căutat o dată în toate cazurile.
    [few] În plus, de când există acest dosar s-a căutat de { $n } ori în toate cazurile.
   *[other] În plus, de când există acest dosar s-a căutat de { $n } de ori în toate cazurile.
}
audit-vault-created = Dosarul a fost creat
audit-session-opened = A deschis programul
audit-session-locked = A blocat
audit-session-closed = A ieșit
audit-keys-from-copy = Fișierul cu chei era stricat, s-a folosit copia
audit-keys-older = Fișierul cu chei era mai vechi
audit-anchor-broken = S-au observat date mai vechi sau schimbate
audit-log-damaged = S-a observat un jurnal deteriorat
audit-end-missing = S-a observat că lipsesc ultimele salvări
audit-migrated = Adus la zi
audit-passphrase-changed = A schimbat parola
audit-recovery-changed = A înnoit codul de recuperare
audit-case-opened = A început un caz
audit-case-read = A deschis cazul
audit-shelf-read = A citit o listă
audit-form-read = A numărat în toate cazurile
audit-record-read = A citit
audit-revisions-read = A citit versiunile
audit-story-read = A citit jurnalul
audit-all-read = A căutat în toate cazurile
audit-record-saved = A salvat
audit-own-saved = A păstrat ceva personal
audit-own-read = A citit ceva personal
audit-draft-discarded = A aruncat o ciornă
audit-setting-changed = A schimbat o setare
audit-headers-refreshed = Listele au fost recalculate
audit-worker-added = A adăugat un lucrător
audit-roles-changed = A schimbat roluri
audit-worker-removed = A scos un lucrător
audit-access-changed = A schimbat cine îl poate vedea
audit-backed-up = A făcut o copie de siguranță
audit-repaired = Salvat din fișiere deteriorate
