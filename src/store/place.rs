//! Where a vault lies: a file system of the network, or a folder that a program copies to other machines,
//! can lose what was acknowledged, or mix what two have written.

use std::path::{Path, PathBuf};

use rustix::fs::statfs;

/// What speaks against keeping a vault in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRisk {
    /// A file system of the network.
    Network,
    /// A file system that another program provides: often one of the network.
    Provided,
    /// A folder that this program copies to other machines.
    Synced(&'static str),
}

/// The numbers that Linux gives to file systems of the network: NFS, SMB (three), AFS, Coda, 9P, Ceph,
/// OCFS2, Lustre, GFS2.
const NETWORK: [u64; 11] = [
    0x6969,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x5346_414f,
    0x7375_7245,
    0x0102_1997,
    0x00c3_6400,
    0x7461_636f,
    0x0bd0_0bd0,
    0x0116_1970,
];
const FUSE: u64 = 0x6573_5546;

/// How the folders of such programs are called, in small letters without spaces.
const FOLDERS: [(&str, &str); 9] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("googledrive", "Google Drive"),
    ("syncthing", "Syncthing"),
    ("icloud", "iCloud"),
    ("pcloud", "pCloud"),
    ("megasync", "MEGA"),
];
/// What such programs leave in the folder they copy.
const MARKS: [(&str, &str); 3] =
    [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".owncloudsync.log", "Nextcloud")];

/// Judges a directory, or where it would be made.
pub fn judge_place(dir: &Path) -> Option<PlaceRisk> {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let there = absolute.ancestors().find(|path| path.exists()).map_or(absolute.clone(), Path::to_owned);
    let real = there.canonicalize().unwrap_or_else(|_| there.clone());
    let synced = synced(&absolute).or_else(|| synced(&real)).map(PlaceRisk::Synced);
    synced.or_else(|| of_kind(statfs(&there).ok()?.f_type as u64))
}

fn of_kind(kind: u64) -> Option<PlaceRisk> {
    // Some of them come back as negative numbers.
    let kind = kind & 0xffff_ffff;
    if NETWORK.contains(&kind) {
        return Some(PlaceRisk::Network);
    }
    (kind == FUSE).then_some(PlaceRisk::Provided)
}

fn synced(path: &Path) -> Option<&'static str> {
    let folder = path.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase().replace([' ', '-', '_'], "");
        FOLDERS.iter().find(|(known, _)| name.starts_with(known)).map(|(_, program)| *program)
    });
    folder.or_else(|| {
        let marked = |dir: &Path| {
            MARKS.iter().find(|(mark, _)| PathBuf::from(dir).join(mark).exists()).map(|(_, program)| *program)
        };
        path.ancestors().find_map(marked)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_copied_elsewhere_are_known_by_name_or_mark() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(judge_place(&home.path().join("vaka")), None);
        for (name, program) in [
            ("Dropbox", "Dropbox"),
            ("OneDrive - Deniz Feneri", "OneDrive"),
            ("Google Drive", "Google Drive"),
        ] {
            let dir = home.path().join(name).join("vaka");
            assert_eq!(judge_place(&dir), Some(PlaceRisk::Synced(program)));
        }
        std::fs::create_dir_all(home.path().join("shared/.stfolder")).unwrap();
        let dir = home.path().join("shared/a/b");
        assert_eq!(judge_place(&dir), Some(PlaceRisk::Synced("Syncthing")));
    }

    #[test]
    fn file_systems_of_the_network_are_known() {
        assert_eq!(of_kind(0x6969), Some(PlaceRisk::Network));
        assert_eq!(of_kind(0xffff_ffff_ff53_4d42), Some(PlaceRisk::Network));
        assert_eq!(of_kind(0x6573_5546), Some(PlaceRisk::Provided));
        assert_eq!(of_kind(0xef53), None);
    }
}
