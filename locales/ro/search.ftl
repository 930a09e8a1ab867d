# Căutare în tot ce este scris.

search-title = Căutare
search-all = toate cazurile
search-hint = Scrieți cel puțin { $n } litere. Se caută în tot ce este scris: răspunsuri, note, nume, ciorne, lista de servicii. Cuvintele se găsesc după începutul lor; diacriticele și majusculele nu contează.
search-hint-case = Scrieți cel puțin { $n } litere. Se caută în tot ce este scris în acest caz: răspunsuri, note, nume, ciorne. Cuvintele se găsesc după începutul lor; diacriticele și majusculele nu contează.
search-looking = Se caută…
search-none = Nu s-a găsit nimic. Esc golește rândul.
search-found = { $n ->
        [one] Găsit într-un loc
        [few] Găsit în { $n } locuri
       *[other] Găsit în { $n } de locuri
    }
search-found-more = Cele mai noi locuri ({ $n }); mai sunt și altele. Încă un cuvânt le restrânge.
