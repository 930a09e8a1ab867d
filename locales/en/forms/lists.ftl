# Words of the lists that several forms share.
choice-item_state-done = done
choice-item_state-not_needed = not needed
choice-item_state-cannot = cannot
choice-presence-present = present
choice-presence-absent = not present
choice-presence-not_known = not known
choice-yes_no-yes = yes
choice-yes_no-no = no
choice-yes_no-unknown = does not know
choice-risk_level-low = low
choice-risk_level-medium = medium
choice-risk_level-high = high
choice-risk_level-extreme = extreme
choice-priority-1 = first
choice-priority-2 = soon
choice-priority-3 = later
