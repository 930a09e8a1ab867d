//! How much memory can be had before another program, or this one, is stopped for it. Trying to take it
//! would tell nothing: the system promises memory that it does not have.

use std::fs;
use std::path::Path;

use rustix::process::{Resource, getrlimit};

/// What is free, in KiB: of the machine, of the group of processes this one runs in (a container, a
/// service), and below the limit of this process. `None` where the system tells nothing.
pub fn spare_kib() -> Option<u64> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let of_machine = machine(&read("/proc/meminfo"));
    let of_group = groups(&read("/proc/self/cgroup"), Path::new("/sys/fs/cgroup"));
    let taken = number_after(&read("/proc/self/status"), "VmSize:").unwrap_or_default();
    let of_process = getrlimit(Resource::As).current.map(|bytes| (bytes / 1024).saturating_sub(taken));
    [of_machine, of_group, of_process].into_iter().flatten().min()
}

/// The number behind a name in a list of names and numbers.
fn number_after(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

fn machine(meminfo: &str) -> Option<u64> {
    let swap = number_after(meminfo, "SwapFree:").unwrap_or_default();
    Some(number_after(meminfo, "MemAvailable:")?.saturating_add(swap))
}

/// The least that is free in the groups of `/proc/self/cgroup` and those above them, of either version.
fn groups(own: &str, root: &Path) -> Option<u64> {
    let free = own.lines().filter_map(|line| {
        let (_, line) = line.split_once(':')?;
        let (kinds, path) = line.split_once(':')?;
        let path = Path::new(path.trim_start_matches('/'));
        let (base, names) = match kinds {
            "" => (root.to_owned(), ["memory.max", "memory.current", "file "]),
            _ if kinds.split(',').any(|kind| kind == "memory") => {
                (root.join("memory"), ["memory.limit_in_bytes", "memory.usage_in_bytes", "total_cache "])
            }
            _ => return None,
        };
        path.ancestors().filter_map(|above| group(&base.join(above), names)).min()
    });
    free.min()
}

/// What one group may still take, in KiB. What it keeps of files is given up when it is needed.
fn group(dir: &Path, [limit, usage, files]: [&str; 3]) -> Option<u64> {
    let number = |name: &str| fs::read_to_string(dir.join(name)).ok()?.trim().parse::<u64>().ok();
    let of_files = number_after(&fs::read_to_string(dir.join("memory.stat")).unwrap_or_default(), files);
    let taken = number(usage)?.saturating_sub(of_files.unwrap_or_default());
    Some(number(limit)?.saturating_sub(taken) / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_has_what_is_available_and_its_swap() {
        let text = "MemTotal: 900 kB\nMemFree: 1 kB\nMemAvailable:   160 kB\nSwapFree: 40 kB\n";
        assert_eq!(machine(text), Some(200));
        assert_eq!(machine("MemAvailable: 160 kB\n"), Some(160));
        assert_eq!(machine(""), None);
    }

    #[test]
    fn the_tightest_group_counts_and_files_kept_in_memory_do_not() {
        let root = tempfile::tempdir().unwrap();
        let put = |dir: &str, files: &[(&str, &str)]| {
            let dir = root.path().join(dir);
            fs::create_dir_all(&dir).unwrap();
            files.iter().for_each(|(name, text)| fs::write(dir.join(name), text).unwrap());
        };
        let stat = "anon 5\nfile_mapped 7\nfile 10240\n";
        put("user", &[("memory.max", "102400\n"), ("memory.current", "51200\n"), ("memory.stat", stat)]);
        put("user/shell", &[("memory.max", "max\n"), ("memory.current", "20480\n")]);
        assert_eq!(groups("1:cpu:/\n0::/user/shell\n", root.path()), Some(60));
        assert_eq!(groups("0::/elsewhere\n", root.path()), None);

        let older = [("memory.limit_in_bytes", "40960"), ("memory.usage_in_bytes", "10240")];
        put("memory/box", &older);
        put("memory/box", &[("memory.stat", "cache 1\ntotal_cache 2048\n")]);
        assert_eq!(groups("4:memory,cpu:/box\n0::/user\n", root.path()), Some(32));
        assert_eq!(groups("", root.path()), None);
    }
}
