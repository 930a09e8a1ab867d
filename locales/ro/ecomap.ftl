# Harta persoanelor și organizațiilor din jurul unei persoane.

ecomap-people = Persoane
ecomap-organisations = Organizații
ecomap-somebody = cineva
ecomap-gives = oferă
ecomap-takes = cere
ecomap-gives-takes = oferă și cere
ecomap-gives-what = oferă: { $what }
ecomap-takes-what = cere: { $what }
ecomap-recorded = notat în: { $form }
ecomap-add = + Adaugă pe cineva: { $form }
ecomap-empty = Încă nu este numit nimeni. Persoanele și organizațiile care îi sunt alături se notează în: { $form }. Enter duce acolo.
ecomap-no-people = încă nicio persoană numită
ecomap-no-organisations = încă nicio organizație numită
ecomap-lacking = Încă nimeni
ecomap-lacking-for = încă nimeni pentru: { $what }

## Legături, întâi cele puternice
tie-strong = puternică
tie-unsaid = neprecizată
tie-weak = slabă
tie-strained = încordată
tie-broken = ruptă
tie-none = încă nu
