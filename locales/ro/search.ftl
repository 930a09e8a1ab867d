# Căutare în tot ce este scris.

search-title = Căutare
search-all = toate cazurile
search-hint = Scrieți cel puțin { $n } litere. Se caută în tot ce este scris: răspunsuri, note, nume, ciorne, lista de servicii. Diacriticele și majusculele nu contează.
search-hint-case = Scrieți cel puțin { $n } litere. Se caută în tot ce este scris în acest caz: răspunsuri, note, nume, ciorne. Diacriticele și majusculele nu contează.
search-looking = Se caută…
search-none = Nu s-a găsit nimic. Esc golește rândul.
search-found = { $n ->
        [one] Găsit într-un loc
        [few] Găsit în { $n } locuri
       *[other] Găsit în { $n } de locuri
    }
search-found-more = Găsit în { $n } locuri; acestea sunt cele mai apropiate { $shown }. Încă un cuvânt restrânge căutarea.
