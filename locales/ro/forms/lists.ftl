# Cuvintele listelor comune mai multor formulare.
choice-item_state-done = făcut
choice-item_state-not_needed = nu e nevoie
choice-item_state-cannot = nu se poate
choice-presence-present = prezent
choice-presence-absent = absent
choice-presence-not_known = nu se știe
choice-yes_no-yes = da
choice-yes_no-no = nu
choice-yes_no-unknown = nu știe
choice-risk_level-low = scăzut
choice-risk_level-medium = mediu
choice-risk_level-high = ridicat
choice-risk_level-extreme = extrem
choice-priority-1 = întâi
choice-priority-2 = curând
choice-priority-3 = mai târziu
