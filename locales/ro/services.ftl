# Registrul serviciilor și alegerea unui serviciu pentru o întrebare dintr-un formular.

services-title = Servicii
services-hidden = adrese ascunse
services-shown = adrese la vedere
services-filter = Caută:
services-area = domeniu: { $area }
services-all-areas = toate domeniile
services-none = Registrul e gol. Cu Ctrl+E scrieți primul serviciu: cine ajută, cu ce și cum se ia legătura.
services-no-match = Niciun serviciu nu se potrivește. Esc le arată din nou pe toate.
services-draft = ciornă
services-unnamed = (încă fără nume)
services-attention = { $what }: { $date }, { $when }
services-more = Mai sunt date: Enter deschide fișa.
services-days =
    { $days ->
        [0] imediat
        [one] { $days } z.
        [few] { $days } z.
       *[other] { $days } z.
    }

services-col-name = Serviciul
services-col-areas = Ajută cu
services-col-city = Loc
services-col-languages = Limbi
services-col-cost = Cost
services-col-waiting = Durată

services-cost-free = gratuit
services-cost-insurance = asigurat
services-cost-partly = parțial
services-cost-full = integral
services-cost-not_known = ?

experience-none = De aici nu s-a făcut încă nicio trimitere acolo.
experience-since = Trimiterile noastre acolo ({ $n }, prima în { $since }): { $what }
experience-from = Trimiterile noastre acolo ({ $n }): { $what }
experience-month = { $month } { $year }
experience-accepted = acceptate: { $n }
experience-declined = refuzate: { $n }
experience-why =
    { $n ->
        [one] motiv: { $reason }
        [few] mai ales: { $reason }
       *[other] mai ales: { $reason }
    }
experience-open = încă fără răspuns: { $n }
experience-answer = { $n ->
        [one] răspuns după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        }
        [few] răspuns de obicei după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        } (din { $n })
       *[other] răspuns de obicei după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        } (din { $n })
    }
experience-start = { $n ->
        [one] ajutorul a început după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        }
        [few] ajutorul a început de obicei după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        } (din { $n })
       *[other] ajutorul a început de obicei după { $days ->
            [one] { $days } zi
            [few] { $days } zile
           *[other] { $days } de zile
        } (din { $n })
    }
experience-outcomes = rezultat: { $outcomes }

picker-take = alege
picker-mark = marchează
picker-speaks = se vorbește { $language }
picker-not-spoken = nu se vorbește { $language }
picker-interpreter = cu interpret
picker-language-unknown = limbi necunoscute
picker-limit =
    { $months ->
        [one] cel mult { $months } lună
        [few] cel mult { $months } luni
       *[other] cel mult { $months } de luni
    }
field-services = Enter deschide serviciile.
table-services = t deschide serviciile: se pot lua mai multe deodată.

why-no-service = În registru nu e încă niciun serviciu. Cu Ctrl+E îl scrieți pe primul.
