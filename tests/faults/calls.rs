//! The calls by which a program changes files, caught on their way to the C library.
//!
//! A function of the same name in this program takes the place of the library's, for SQLite as well as
//! for Rust's own standard library: so the database, its log and the key file are seen in one order. No
//! other program, no preloaded library and no privilege is needed, and the store under test is the one
//! that is shipped. It works where the C library is linked dynamically and the processor hands variable
//! arguments over like others, which is Linux with glibc on x86-64 and ARM; `watch` proves at the end of
//! every recording that nothing went past it.
//!
//! Each function asks `watch` whether the call shall fail, makes it, and tells `watch` what it did.

#![allow(unsafe_code, reason = "taking the place of functions of C cannot be had without it")]
#![allow(clippy::too_many_arguments, reason = "the functions are as C has them")]

use std::ffi::{CStr, OsStr, c_char, c_int, c_long, c_uint, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::watch::{self, Call};

unsafe extern "C" {
    fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
    fn __errno_location() -> *mut c_int;
    fn lseek64(fd: c_int, offset: i64, whence: c_int) -> i64;
}

const ENOSYS: c_int = 38;
const AT_FDCWD: c_int = -100;
const CREATE: c_int = 0o100;
const TRUNCATE: c_int = 0o1000;
const WRITING: c_int = 0o3;
const FROM_HERE: c_int = 1;

/// The function of the C library that stands behind ours.
fn behind(known: &OnceLock<usize>, name: &CStr) -> usize {
    *known.get_or_init(|| {
        // SAFETY: looks up a name among the libraries that come after this program (RTLD_NEXT).
        unsafe { dlsym(-1_isize as *mut c_void, name.as_ptr()) as usize }
    })
}

/// Calls the library's function of this name.
macro_rules! library {
    ($name:literal, $($argument:expr => $kind:ty),+ ; $answer:ty) => {{
        static KNOWN: OnceLock<usize> = OnceLock::new();
        // SAFETY: the function has this name and these arguments in the C library; they are handed on
        // as they came.
        unsafe {
            let function: extern "C" fn($($kind),+) -> $answer = std::mem::transmute(behind(&KNOWN, $name));
            function($($argument),+)
        }
    }};
}

fn set_errno(code: c_int) {
    // SAFETY: the library gives the place of this thread's own error number.
    unsafe { *__errno_location() = code }
}

/// The path of a call, below the directory `at` if it is relative.
fn path_at(at: c_int, path: *const c_char) -> PathBuf {
    // SAFETY: callers of these functions hand in a text that ends with a zero.
    let path = Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes()));
    match path.is_absolute() || at == AT_FDCWD {
        true => path.to_owned(),
        false => watch::path_of(at).map_or_else(PathBuf::new, |directory| directory.join(path)),
    }
}

/// Asks whether the call shall fail; if not, makes it and tells of it when it succeeded.
fn watched<T: Copy + PartialOrd + From<i8>>(call: Call, make: impl FnOnce() -> T) -> T {
    if !watch::is_on() {
        return make();
    }
    if let Some(code) = watch::verdict(&call) {
        set_errno(code);
        return T::from(-1);
    }
    let answer = make();
    if answer >= T::from(0) {
        watch::done(call);
    }
    answer
}

fn opening(at: c_int, path: *const c_char, flags: c_int, make: impl FnOnce() -> c_int) -> c_int {
    if !watch::is_on() {
        return make();
    }
    let path = path_at(at, path);
    let writes = flags & (CREATE | WRITING | TRUNCATE) != 0;
    if let Some(code) = watch::verdict(&Call::Open { path: path.clone(), writes }) {
        set_errno(code);
        return -1;
    }
    let answer = make();
    if answer >= 0 {
        watch::opened(answer, &path, flags & CREATE != 0, flags & TRUNCATE != 0);
    }
    answer
}

/// A write; when the disk is to fill up in the middle of it, half of it arrives.
fn writing(
    fd: c_int,
    bytes: *const c_void,
    count: usize,
    at: Option<i64>,
    make: impl Fn(usize) -> isize,
) -> isize {
    if !watch::is_on() || !watch::knows(fd) {
        return make(count);
    }
    // SAFETY: asks where the next byte will be written; changes nothing.
    let at = at.unwrap_or_else(|| unsafe { lseek64(fd, 0, FROM_HERE) });
    let at = usize::try_from(at).unwrap_or(0);
    // SAFETY: the caller lends `count` bytes for the time of the call.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), count) };
    let (allowed, code) = watch::room(fd, count);
    if allowed == 0 && code != 0 {
        set_errno(code);
        return -1;
    }
    let written = make(allowed);
    if let Ok(length) = usize::try_from(written) {
        watch::done(Call::Write { fd, at, bytes: bytes[..length].to_vec() });
    }
    written
}

#[unsafe(no_mangle)]
extern "C" fn open(path: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    opening(
        AT_FDCWD,
        path,
        flags,
        || library!(c"open", path => *const c_char, flags => c_int, mode => c_uint; c_int),
    )
}

#[unsafe(no_mangle)]
extern "C" fn open64(path: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    opening(
        AT_FDCWD,
        path,
        flags,
        || library!(c"open64", path => *const c_char, flags => c_int, mode => c_uint; c_int),
    )
}

#[unsafe(no_mangle)]
extern "C" fn openat(at: c_int, path: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    opening(
        at,
        path,
        flags,
        || library!(c"openat", at => c_int, path => *const c_char, flags => c_int, mode => c_uint; c_int),
    )
}

#[unsafe(no_mangle)]
extern "C" fn openat64(at: c_int, path: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    opening(
        at,
        path,
        flags,
        || library!(c"openat64", at => c_int, path => *const c_char, flags => c_int, mode => c_uint; c_int),
    )
}

#[unsafe(no_mangle)]
extern "C" fn close(fd: c_int) -> c_int {
    if watch::is_on() {
        watch::closed(fd);
    }
    library!(c"close", fd => c_int; c_int)
}

#[unsafe(no_mangle)]
extern "C" fn write(fd: c_int, bytes: *const c_void, count: usize) -> isize {
    writing(
        fd,
        bytes,
        count,
        None,
        |count| library!(c"write", fd => c_int, bytes => *const c_void, count => usize; isize),
    )
}

#[unsafe(no_mangle)]
extern "C" fn pwrite(fd: c_int, bytes: *const c_void, count: usize, at: c_long) -> isize {
    writing(
        fd,
        bytes,
        count,
        Some(at),
        |count| library!(c"pwrite", fd => c_int, bytes => *const c_void, count => usize, at => c_long; isize),
    )
}

#[unsafe(no_mangle)]
extern "C" fn pwrite64(fd: c_int, bytes: *const c_void, count: usize, at: i64) -> isize {
    writing(
        fd,
        bytes,
        count,
        Some(at),
        |count| library!(c"pwrite64", fd => c_int, bytes => *const c_void, count => usize, at => i64; isize),
    )
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate(fd: c_int, length: c_long) -> c_int {
    let call = Call::Truncate { fd, length: usize::try_from(length).unwrap_or(0) };
    watched(call, || library!(c"ftruncate", fd => c_int, length => c_long; c_int))
}

#[unsafe(no_mangle)]
extern "C" fn ftruncate64(fd: c_int, length: i64) -> c_int {
    let call = Call::Truncate { fd, length: usize::try_from(length).unwrap_or(0) };
    watched(call, || library!(c"ftruncate64", fd => c_int, length => i64; c_int))
}

#[unsafe(no_mangle)]
extern "C" fn fsync(fd: c_int) -> c_int {
    // What is synced is decided by the recording; the real disk need not be waited for.
    watched(Call::Sync { fd }, || match watch::is_quick() {
        true => 0,
        false => library!(c"fsync", fd => c_int; c_int),
    })
}

#[unsafe(no_mangle)]
extern "C" fn fdatasync(fd: c_int) -> c_int {
    watched(Call::Sync { fd }, || match watch::is_quick() {
        true => 0,
        false => library!(c"fdatasync", fd => c_int; c_int),
    })
}

#[unsafe(no_mangle)]
extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let make = || library!(c"rename", from => *const c_char, to => *const c_char; c_int);
    match watch::is_on() {
        true => watched(Call::Rename { from: path_at(AT_FDCWD, from), to: path_at(AT_FDCWD, to) }, make),
        false => make(),
    }
}

#[unsafe(no_mangle)]
extern "C" fn unlink(path: *const c_char) -> c_int {
    let make = || library!(c"unlink", path => *const c_char; c_int);
    match watch::is_on() {
        true => watched(Call::Remove { path: path_at(AT_FDCWD, path) }, make),
        false => make(),
    }
}

#[unsafe(no_mangle)]
extern "C" fn unlinkat(at: c_int, path: *const c_char, flags: c_int) -> c_int {
    let make = || library!(c"unlinkat", at => c_int, path => *const c_char, flags => c_int; c_int);
    match watch::is_on() {
        true => watched(Call::Remove { path: path_at(at, path) }, make),
        false => make(),
    }
}

#[unsafe(no_mangle)]
extern "C" fn rmdir(path: *const c_char) -> c_int {
    let make = || library!(c"rmdir", path => *const c_char; c_int);
    match watch::is_on() {
        true => watched(Call::Remove { path: path_at(AT_FDCWD, path) }, make),
        false => make(),
    }
}

#[unsafe(no_mangle)]
extern "C" fn mkdir(path: *const c_char, mode: c_uint) -> c_int {
    let make = || library!(c"mkdir", path => *const c_char, mode => c_uint; c_int);
    match watch::is_on() {
        true => watched(Call::MakeDirectory { path: path_at(AT_FDCWD, path) }, make),
        false => make(),
    }
}

/// Copying inside the system would go past the recording: callers fall back on reading and writing.
#[unsafe(no_mangle)]
extern "C" fn copy_file_range(
    from: c_int,
    from_at: *mut i64,
    to: c_int,
    to_at: *mut i64,
    count: usize,
    flags: c_uint,
) -> isize {
    if watch::is_on() {
        set_errno(ENOSYS);
        return -1;
    }
    library!(c"copy_file_range", from => c_int, from_at => *mut i64, to => c_int, to_at => *mut i64,
        count => usize, flags => c_uint; isize)
}

/// The same for the way that is tried after it.
#[unsafe(no_mangle)]
extern "C" fn sendfile64(to: c_int, from: c_int, at: *mut i64, count: usize) -> isize {
    if watch::is_on() {
        set_errno(ENOSYS);
        return -1;
    }
    library!(c"sendfile64", to => c_int, from => c_int, at => *mut i64, count => usize; isize)
}
