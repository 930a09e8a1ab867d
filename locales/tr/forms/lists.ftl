# Birkaç formun ortak listelerinin sözcükleri.
choice-item_state-done = yapıldı
choice-item_state-not_needed = gerekmiyor
choice-item_state-cannot = yapılamıyor
choice-presence-present = var
choice-presence-absent = yok
choice-presence-not_known = bilinmiyor
choice-yes_no-yes = evet
choice-yes_no-no = hayır
choice-yes_no-unknown = bilinmiyor
choice-risk_level-low = düşük
choice-risk_level-medium = orta
choice-risk_level-high = yüksek
choice-risk_level-extreme = çok yüksek
choice-priority-1 = ilk sırada
choice-priority-2 = yakında
choice-priority-3 = sonra
