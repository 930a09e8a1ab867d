//! Which language to start in, and whether the terminal can show its letters.

use super::locales::FALLBACK;

/// The environment's variables for messages, strongest first.
const MESSAGES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language to start in, one of `known`: `--lang`, then the settings, then `LC_ALL`,
/// `LC_MESSAGES`, `LANG` (`tr_TR.UTF-8` is `tr`; `C` asks for English), then English. What is not
/// known is passed over.
pub fn negotiate(
    flag: Option<&str>,
    config: Option<&str>,
    env: &dyn Fn(&str) -> Option<String>,
    known: &[String],
) -> String {
    let asked = [flag, config].into_iter().flatten().map(str::to_owned);
    asked
        .chain(MESSAGES.into_iter().filter_map(env))
        .find_map(|wish| matching(&wish, known))
        .unwrap_or_else(|| FALLBACK.to_owned())
}

/// Whether the terminal's locale is UTF-8: `LC_ALL`, `LC_CTYPE`, `LANG`, the first that is set. Without
/// any, or with the C locale, it is: such a machine has no locale installed, and its terminal is no older
/// for that. Only a locale that stands for another character set says otherwise.
pub fn is_utf8_terminal(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(env).find(|value| !value.is_empty());
    set.is_none_or(|value| {
        value == "C" || value == "POSIX" || value.to_ascii_lowercase().replace('-', "").contains("utf8")
    })
}

/// The known language that a tag or POSIX locale name means, the longest match first.
fn matching(wish: &str, known: &[String]) -> Option<String> {
    let name = wish.split(['.', '@']).next().unwrap_or_default().trim().replace('_', "-");
    if name.eq_ignore_ascii_case("C") || name.eq_ignore_ascii_case("POSIX") {
        return Some(FALLBACK.to_owned());
    }
    let same = |tag: &str| known.iter().find(|id| id.eq_ignore_ascii_case(tag)).cloned();
    let mut tag = name.as_str();
    loop {
        if let Some(id) = same(tag) {
            return Some(id);
        }
        match tag.rsplit_once('-') {
            Some((shorter, _)) => tag = shorter,
            // Moldovan has no code of its own any more.
            None if tag.eq_ignore_ascii_case("mo") => return same("ro"),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(flag: Option<&str>, config: Option<&str>, vars: &[(&str, &str)]) -> String {
        let known = ["en", "ro", "tr", "pt-BR"].map(str::to_owned);
        let env = |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        negotiate(flag, config, &env, &known)
    }

    #[test]
    fn the_stronger_wish_wins() {
        assert_eq!(choose(Some("ro"), Some("tr"), &[("LANG", "en_GB.UTF-8")]), "ro");
        assert_eq!(choose(None, Some("tr"), &[("LC_ALL", "ro_RO.UTF-8")]), "tr");
        let all = [("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "tr_TR"), ("LC_ALL", "ro_RO@euro")];
        assert_eq!(choose(None, None, &all), "ro");
        assert_eq!(choose(None, None, &all[..2]), "tr");
        assert_eq!(choose(None, None, &all[..1]), "en");
        assert_eq!(choose(None, None, &[]), "en");
    }

    #[test]
    fn names_are_read_as_posix_and_as_tags() {
        for (name, id) in [
            ("tr_TR.UTF-8", "tr"),
            ("TR", "tr"),
            ("pt_BR.utf8", "pt-BR"),
            ("mo_MD", "ro"),
            ("ro-Latn-MD", "ro"),
        ] {
            assert_eq!(choose(Some(name), None, &[]), id, "{name}");
        }
    }

    #[test]
    fn what_is_unknown_is_passed_over() {
        assert_eq!(choose(Some("de"), Some("xx"), &[("LC_ALL", ""), ("LANG", "tr_TR.UTF-8")]), "tr");
        assert_eq!(choose(None, None, &[("LC_ALL", "C.UTF-8"), ("LANG", "tr_TR.UTF-8")]), "en");
        assert_eq!(choose(None, None, &[("LANG", "pt_PT.UTF-8")]), "en");
    }

    #[test]
    fn utf8_is_told_by_the_first_variable_that_is_set() {
        let terminal = |vars: &[(&str, &str)]| {
            is_utf8_terminal(&|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert!(terminal(&[("LANG", "tr_TR.UTF-8")]));
        assert!(terminal(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8")]));
        assert!(!terminal(&[("LC_ALL", "tr_TR.ISO-8859-9"), ("LANG", "tr_TR.UTF-8")]));
        assert!(!terminal(&[("LANG", "ro_RO")]));
        // No locale is installed, or none is set.
        assert!(terminal(&[]));
        assert!(terminal(&[("LANG", "")]));
        assert!(terminal(&[("LC_ALL", "C"), ("LANG", "tr_TR.ISO-8859-9")]));
        assert!(terminal(&[("LANG", "POSIX")]));
    }
}
