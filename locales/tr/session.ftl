# What is said when a session starts.
notice-form-left-out = Bir form hatalı olduğu için açılmadı: { $place }. Ayrıntısı: “vaka check forms”.
notice-settings = { $what }
cli-demo-progress = { $all } kurgusal vakadan { $done } tanesi hazır
demo-worker = Deniz (demo)
unlock-demo = Bu bir tanıtımdır: parola “demo”.
