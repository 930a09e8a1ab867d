# Search in everything that is written.

search-title = Search
search-all = all cases
search-hint = Type at least { $n } letters. Everything that is written is searched: answers, notes, names, drafts, the directory. Words are found by how they begin; accents and capitals do not matter.
search-hint-case = Type at least { $n } letters. Everything that is written in this case is searched: answers, notes, names, drafts. Words are found by how they begin; accents and capitals do not matter.
search-looking = Looking…
search-none = Nothing was found. Esc empties the line.
search-found = { $n ->
        [one] Found in { $n } place
       *[other] Found in { $n } places
    }
search-found-more = The newest { $n } places; there are more. One more word finds fewer.
