//! What the program does about its own memory: keys lie in locked pages, freed memory is zeroed, ours as
//! well as SQLite's, and the process leaves no core dump. This is the only module that may use `unsafe`:
//! the two allocators and `mlock` cannot be had without it, and each takes a few lines that can be read
//! in one go.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::{c_int, c_void};
use std::io;
use std::sync::OnceLock;

use rusqlite::ffi;
use zeroize::Zeroize;

/// The system's allocator, which zeroes every block before it gives it back, so that names and answers
/// do not stay behind in freed memory. Costs 0–5 % where SQLCipher's own memory security costs ten times
/// as much. Install it with `#[global_allocator] static HEAP: ZeroOnFree = ZeroOnFree;`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ZeroOnFree;

// SAFETY: every call is handed on to `System` with the same pointer and layout, as its caller promised
// them; `dealloc` only writes to the block first, which still belongs to its caller. `realloc` is the default one (a new block, a copy,
// and `dealloc` of the old one), because `System.realloc` could move the block and leave its old bytes.
unsafe impl GlobalAlloc for ZeroOnFree {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promised.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is the caller's until `System` takes it, and as long as its layout says.
        unsafe {
            block.write_bytes(0, layout.size());
            // Without this the compiler may drop the writes: nobody reads the block again.
            zeroize::optimization_barrier(&*block);
            System.dealloc(block, layout);
        }
    }
}

/// SQLite's own ways to free a block and to tell its size, and to get another.
struct SqliteMemory {
    free: unsafe extern "C" fn(*mut c_void),
    size: unsafe extern "C" fn(*mut c_void) -> c_int,
    get: unsafe extern "C" fn(c_int) -> *mut c_void,
}

static SQLITE: OnceLock<Option<SqliteMemory>> = OnceLock::new();

/// Makes SQLite zero every block before it frees it: decrypted pages and the texts of queries lie there.
/// It must come before the first connection of the process; says whether it is so.
pub fn zero_sqlite_memory() -> bool {
    SQLITE.get_or_init(wrap_sqlite_memory).is_some()
}

fn wrap_sqlite_memory() -> Option<SqliteMemory> {
    let mut methods = ffi::sqlite3_mem_methods {
        xMalloc: None,
        xFree: None,
        xRealloc: None,
        xSize: None,
        xRoundup: None,
        xInit: None,
        xShutdown: None,
        pAppData: std::ptr::null_mut(),
    };
    // SAFETY: both calls take a pointer to a table of methods, as documented, and copy from or into it;
    // once a connection was opened they refuse and change nothing.
    unsafe {
        if ffi::sqlite3_config(ffi::SQLITE_CONFIG_GETMALLOC, &raw mut methods) != ffi::SQLITE_OK {
            return None;
        }
        let own = SqliteMemory { free: methods.xFree?, size: methods.xSize?, get: methods.xMalloc? };
        methods.xFree = Some(sqlite_free);
        methods.xRealloc = Some(sqlite_realloc);
        (ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw mut methods) == ffi::SQLITE_OK).then_some(own)
    }
}

// SAFETY (both): SQLite hands in a block it got from `get` and owns; `size` tells how long it is. They are
// only called once `SQLITE` is set, since the connection that calls them is opened after that.
unsafe extern "C" fn sqlite_free(block: *mut c_void) {
    let Some(Some(own)) = SQLITE.get() else { return };
    if !block.is_null() {
        // SAFETY: the block came from `get` and is as long as `size` says; it is freed once, at the end.
        unsafe {
            let bytes: *mut u8 = block.cast();
            bytes.write_bytes(0, usize::try_from((own.size)(block)).unwrap_or_default());
            zeroize::optimization_barrier(&*bytes);
            (own.free)(block);
        }
    }
}

unsafe extern "C" fn sqlite_realloc(block: *mut c_void, wanted: c_int) -> *mut c_void {
    let Some(Some(own)) = SQLITE.get() else { return std::ptr::null_mut() };
    // SAFETY: both blocks came from `get`, do not overlap, and are at least `kept` bytes long.
    unsafe {
        let had = (own.size)(block);
        let larger = (own.get)(wanted);
        if !larger.is_null() {
            let kept = usize::try_from(had.min(wanted)).unwrap_or_default();
            larger.cast::<u8>().copy_from_nonoverlapping(block.cast(), kept);
            sqlite_free(block);
        }
        larger
    }
}

const PAGE: usize = 4096;

#[repr(C, align(4096))]
struct Page {
    key: [u8; 32],
    rest: [u8; PAGE - 32],
}

/// A key of 32 bytes in a page of its own, which is kept out of swap where the system allows it and is
/// zeroed when dropped.
pub struct LockedKey(Box<Page>);

impl LockedKey {
    /// Makes a key by filling it in place, so that no copy stays on the stack.
    pub fn fill<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        let mut key = Self(Box::new(Page { key: [0; 32], rest: [0; PAGE - 32] }));
        let start: *mut Page = &mut *key.0;
        // SAFETY: the range is exactly the live allocation of this page; locking changes no contents.
        // A refusal (RLIMIT_MEMLOCK) is no reason not to work: the key is still zeroed when dropped.
        let _ = unsafe { rustix::mm::mlock(start.cast(), PAGE) };
        fill(&mut key.0.key)?;
        Ok(key)
    }

    /// The same key once more.
    pub fn copy(&self) -> Self {
        let Ok(key) = Self::fill(|bytes| {
            bytes.copy_from_slice(self.bytes());
            Ok::<_, std::convert::Infallible>(())
        });
        key
    }

    /// The key itself.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0.key
    }
}

impl Drop for LockedKey {
    fn drop(&mut self) {
        self.0.key.zeroize();
        self.0.rest.zeroize();
        let start: *mut Page = &mut *self.0;
        // SAFETY: as in `fill`; the page holds nothing else, so no other locked data is released.
        let _ = unsafe { rustix::mm::munlock(start.cast(), PAGE) };
    }
}

impl std::fmt::Debug for LockedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LockedKey")
    }
}

/// Forbids core dumps of this process and reading its memory from other processes of the same user.
///
/// # Errors
/// What the system answered; both measures are tried even if the first is refused.
pub fn harden_process() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let core = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(core?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kept_and_shows_nothing() {
        let key = LockedKey::fill(|bytes| {
            bytes.fill(7);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(key.bytes(), &[7; 32]);
        assert_eq!(format!("{key:?}"), "LockedKey");
    }

    #[test]
    fn the_allocator_hands_out_and_takes_back() {
        let layout = Layout::from_size_align(64, 8).unwrap();
        // SAFETY: the block is used within its size and given back once with its own layout.
        unsafe {
            let block = ZeroOnFree.alloc(layout);
            assert!(!block.is_null());
            block.write_bytes(0xaa, 64);
            let larger = ZeroOnFree.realloc(block, layout, 128);
            assert_eq!(larger.add(63).read(), 0xaa);
            ZeroOnFree.dealloc(larger, Layout::from_size_align(128, 8).unwrap());
        }
    }
}
