# Serviciile inventate din registrul demonstrației. Totul aici este inventat.
# Primele nume stau și în planuri: să rămână la fel cu demo-org-… din demo.ftl.

demo-service-shelter-name = Adăpostul Malul cu sălcii
demo-service-shelter-offer = Camere pentru femei și copiii lor, cu personal zi și noapte. Paturi de urgență pentru trei nopți.
demo-service-shelter-contact = Iarba-Neagră Câmpeanu
demo-service-shelter-hours = Oricând, la telefon. Ușa se deschide numai celor anunțați.
demo-service-shelter-street = Poteca Trestiei 4, poarta verde
demo-service-shelter-eligibility = Femei de la 18 ani, cu copii până la 12 ani. În prima săptămână nu se cere niciun act.

demo-service-clinic-name = Clinica Albăstrița
demo-service-clinic-offer = Medicină generală, marți o doctoriță, joi terapie pentru traumă.
demo-service-clinic-contact = Dr. Tei Spiculescu
demo-service-clinic-hours = În zilele lucrătoare 8–17; se intră prin lateral.
demo-service-clinic-street = Strada Pajiștii 12
demo-service-clinic-eligibility = Oricine. Fără asigurare, primele trei vizite le plătește fondul de solidaritate.

demo-service-legal_aid-name = Ajutor juridic Scorușul
demo-service-legal_aid-offer = Ședere, despăgubiri, însoțire la tribunal. O avocată care explică pe îndelete.
demo-service-legal_aid-contact = Mutătoarea Gardescu
demo-service-legal_aid-hours = De luni până joi 10–16
demo-service-legal_aid-street = Piața Ienupărului 7, etajul doi, cu lift
demo-service-legal_aid-eligibility = Adulți cu venituri mici. Ajunge o scrisoare de la noi.

demo-service-interpreters-name = Interpreții Privighetoarea de stuf
demo-service-interpreters-offer = Interpreți la fața locului și la telefon, femei sau bărbați, după dorință.
demo-service-interpreters-contact = Ecou Stufărescu
demo-service-interpreters-hours = Oricând, la telefon
demo-service-interpreters-street = Aleea Ciocârliei 3
demo-service-interpreters-eligibility = Fără condiții. Jumătate plătește organizația noastră.

demo-service-training-name = Școala-atelier Degetarul
demo-service-training-offer = Croitorie, gătit, cursuri de calculator; ajutor la primul loc de muncă.
demo-service-training-contact = Scorușa Ciulinescu
demo-service-training-hours = În zilele lucrătoare 9–18
demo-service-training-street = Șirul Țesătorilor 21
demo-service-training-eligibility = De la 16 ani, cu permis de ședere sau cu cerere depusă.

demo-service-child_protection-name = Oficiul pentru tineri Felinarul
demo-service-child_protection-offer = Primește copii pe loc, numește un tutore, caută rudele.
demo-service-child_protection-contact = Aluna Lumânărescu
demo-service-child_protection-hours = În zilele lucrătoare 8–16; noaptea, prin linia de gardă
demo-service-child_protection-street = Strada Felinarului 1
demo-service-child_protection-eligibility = Copii și tineri sub 18 ani.
