# What is said when a session starts.
notice-form-left-out = A form was left out, it has a mistake: { $place }. “vaka check forms” tells more.
notice-settings = { $what }
cli-demo-progress = { $done } of { $all } invented cases
demo-worker = Deniz (demo)
unlock-demo = This is the demonstration: the passphrase is “demo”.
