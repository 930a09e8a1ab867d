# What is said when a session starts.
notice-form-left-out = Un formular a fost lăsat deoparte, are o greșeală: { $place }. Mai multe: „vaka check forms”.
notice-settings = { $what }
cli-demo-progress = { $done } din { $all } cazuri inventate
demo-worker = Deniz (demo)
unlock-demo = Aceasta este demonstrația: parola este „demo”.
