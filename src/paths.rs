//! Where everything lies on this machine: the vault, the settings, the user's own forms and words,
//! the log. Decides, creates nothing.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// Names the vault's directory where `--data-dir` does not.
pub const DATA_DIR_VARIABLE: &str = "VAKA_DATA_DIR";

/// All places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Holds `vault.db`, `vault.keys`, `vault.lock`.
    pub data_dir: PathBuf,
    /// `config.toml`.
    pub config_file: PathBuf,
    /// The user's own forms, `<id>.toml` each; beside the settings.
    pub own_forms: PathBuf,
    /// The user's own words, a directory for each language; beside the settings.
    pub own_locales: PathBuf,
    /// Holds the log.
    pub state_dir: PathBuf,
}

/// The places that the system's conventions give (XDG).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    data_dir: PathBuf,
    config_dir: PathBuf,
    state_dir: PathBuf,
}

impl Conventions {
    /// None when the person has no home directory.
    pub fn of_system() -> Option<Self> {
        let project = ProjectDirs::from("", "", "vaka")?;
        Some(Self {
            data_dir: project.data_dir().to_owned(),
            config_dir: project.config_dir().to_owned(),
            state_dir: project.state_dir().unwrap_or_else(|| project.data_local_dir()).to_owned(),
        })
    }

    /// The settings file: as asked for, or by convention.
    pub fn config_file(&self, asked: Option<&Path>) -> PathBuf {
        asked.map_or_else(|| self.config_dir.join("config.toml"), Path::to_owned)
    }
}

impl Paths {
    /// Decides by flag, then environment, then settings, then convention; an empty wish is none.
    pub fn decide(
        conventions: &Conventions,
        config_file: PathBuf,
        data_dir_wishes: [Option<PathBuf>; 3],
    ) -> Self {
        let wish = data_dir_wishes.into_iter().flatten().find(|path| !path.as_os_str().is_empty());
        let beside = config_file.parent().unwrap_or_else(|| Path::new("")).to_owned();
        Self {
            data_dir: wish.unwrap_or_else(|| conventions.data_dir.clone()),
            own_forms: beside.join("forms"),
            own_locales: beside.join("locales"),
            config_file,
            state_dir: conventions.state_dir.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stronger_wish_decides_where_the_vault_lies() {
        let conventions = Conventions {
            data_dir: "/home/a/.local/share/vaka".into(),
            config_dir: "/home/a/.config/vaka".into(),
            state_dir: "/home/a/.local/state/vaka".into(),
        };
        let check = |wishes: [Option<&str>; 3], expect: &str| {
            let wishes = wishes.map(|wish| wish.map(PathBuf::from));
            let paths = Paths::decide(&conventions, conventions.config_file(None), wishes);
            assert_eq!(paths.data_dir, Path::new(expect));
            assert_eq!(paths.own_forms, Path::new("/home/a/.config/vaka/forms"));
        };
        check([Some("/flag"), Some("/env"), Some("/file")], "/flag");
        check([None, Some("/env"), Some("/file")], "/env");
        check([None, Some(""), Some("/file")], "/file");
        check([None, None, None], "/home/a/.local/share/vaka");
    }

    #[test]
    fn own_forms_and_words_lie_beside_the_settings() {
        let conventions =
            Conventions { data_dir: "/d".into(), config_dir: "/c".into(), state_dir: "/s".into() };
        let file = conventions.config_file(Some(Path::new("/team/vaka.toml")));
        let paths = Paths::decide(&conventions, file, [None, None, None]);
        assert_eq!(paths.own_locales, Path::new("/team/locales"));
        assert_eq!(paths.config_file, Path::new("/team/vaka.toml"));
    }
}
