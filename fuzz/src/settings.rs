//! `config.toml`.

use vaka::settings::Settings;

pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (settings, problem) = Settings::of_text(&text);
    assert!(settings.idle_lock_minutes <= 240);
    if let Some(problem) = problem {
        assert!(problem.line >= 1 && problem.column >= 1, "{problem:?}");
        assert_eq!(settings, Settings::default());
    }
}
