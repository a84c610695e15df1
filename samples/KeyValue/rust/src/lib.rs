//! A small key-value store behind a C interface. The contract lines in the doc comments travel into the header that cbindgen writes.

use std::cell::RefCell;
use std::ffi::{c_char, c_void, CStr, CString};
use std::ptr;
use std::sync::atomic::{AtomicI64, Ordering};

/// What a call came to. Zero is success.
#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum KvStatus {
    KvOk = 0,
    KvNotFound = 1,
    KvInvalidArgument = 2,
    KvReadOnly = 3,
    KvCallbackFailed = 4,
}

/// What `kv_stats` reports about a store.
#[repr(C)]
pub struct KvStoreStats {
    pub read_only: bool,
    pub has_subscriber: bool,
    pub entries: u32,
    pub writes: u64,
}

/// Sees one entry and says whether to go on: anything but `KV_OK` stops the walk and becomes its result.
///
/// @boundary user_data: borrowed, nullable
/// @boundary key: utf8, zeroterm, borrowed, nonnull
/// @boundary value: utf8, zeroterm, borrowed, nonnull
/// @boundary return: status(0)
pub type KvVisitor =
    extern "C" fn(user_data: *mut c_void, key: *const c_char, value: *const c_char) -> KvStatus;

/// Hears about one write.
///
/// @boundary user_data: borrowed, nullable
/// @boundary key: utf8, zeroterm, borrowed, nonnull
/// @boundary value: utf8, zeroterm, borrowed, nonnull
pub type KvChangeCallback =
    extern "C" fn(user_data: *mut c_void, key: *const c_char, value: *const c_char);

struct Entry {
    key: CString,
    value: CString,
}

/// An open store. One thread at a time may use it.
///
/// @boundary handle(kv_close), invalid(0)
pub struct KvStore {
    name: CString,
    read_only: bool,
    entries: Vec<Entry>,
    writes: u64,
    subscriber: Option<(KvChangeCallback, *mut c_void)>,
}

impl KvStore {
    fn slot(&self, key: &CStr) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| entry.key.as_c_str().cmp(key))
    }

    fn contains(&self, key: &CStr) -> bool {
        let slot = self
            .entries
            .partition_point(|entry| entry.key.as_c_str() < key);
        match self.entries.get(slot) {
            Some(entry) => key == entry.key.as_c_str(),
            None => false,
        }
    }
}

static LIVE_STORES: AtomicI64 = AtomicI64::new(0);
static LIVE_STRINGS: AtomicI64 = AtomicI64::new(0);
static LIVE_SUBSCRIPTIONS: AtomicI64 = AtomicI64::new(0);

thread_local! {
    static LAST_ERROR: RefCell<CString> = RefCell::new(CString::default());
}

fn fail(status: KvStatus, text: &str) -> KvStatus {
    LAST_ERROR.with(|last| *last.borrow_mut() = CString::new(text).unwrap_or_default());
    status
}

fn succeed() -> KvStatus {
    LAST_ERROR.with(|last| *last.borrow_mut() = CString::default());
    KvStatus::KvOk
}

unsafe fn text<'a>(text: *const c_char) -> Option<&'a CStr> {
    if text.is_null() {
        None
    } else {
        Some(CStr::from_ptr(text))
    }
}

/// The version of this interface. A caller compares it with the one that it was written for before it calls anything else.
///
/// @boundary fast, threadsafe
#[no_mangle]
pub extern "C" fn kv_abi_version() -> u32 {
    1
}

/// Opens the store `memory:NAME`, or `memory:NAME?readonly`. There is no other kind of store.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary path: in, utf8, zeroterm, noescape, nonnull
/// @boundary out: out, owned(kv_close), nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_open(path: *const c_char, out: *mut *mut KvStore) -> KvStatus {
    if out.is_null() {
        return fail(KvStatus::KvInvalidArgument, "out is null");
    }
    *out = ptr::null_mut();
    let Some(path) = text(path) else {
        return fail(KvStatus::KvInvalidArgument, "path is null");
    };
    let Some(name) = path.to_bytes().strip_prefix(b"memory:") else {
        let message = format!("no store at '{}'", path.to_string_lossy());
        return fail(KvStatus::KvNotFound, &message);
    };
    let (name, read_only) = match name.strip_suffix(b"?readonly") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let store = KvStore {
        name: CString::new(name).unwrap_or_default(),
        read_only,
        entries: Vec::new(),
        writes: 0,
        subscriber: None,
    };
    *out = Box::into_raw(Box::new(store));
    LIVE_STORES.fetch_add(1, Ordering::SeqCst);
    succeed()
}

/// Closes a store and ends its subscription.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: releases, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_close(store: *mut KvStore) -> KvStatus {
    if store.is_null() {
        return fail(KvStatus::KvInvalidArgument, "store is null");
    }
    let store = Box::from_raw(store);
    if store.subscriber.is_some() {
        LIVE_SUBSCRIPTIONS.fetch_sub(1, Ordering::SeqCst);
    }
    LIVE_STORES.fetch_sub(1, Ordering::SeqCst);
    succeed()
}

/// The store's name. It stays valid until the store is renamed or closed.
///
/// @boundary return: borrowed(store), utf8, zeroterm, nullable
/// @boundary store: borrowed, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_name(store: *const KvStore) -> *const c_char {
    match store.as_ref() {
        Some(store) => store.name.as_ptr(),
        None => ptr::null(),
    }
}

/// Gives the store another name.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
/// @boundary name: in, utf8, zeroterm, noescape, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_rename(store: *mut KvStore, name: *const c_char) -> KvStatus {
    let (Some(store), Some(name)) = (store.as_mut(), text(name)) else {
        return fail(KvStatus::KvInvalidArgument, "store or name is null");
    };
    store.name = name.to_owned();
    succeed()
}

/// Writes an entry and tells the subscriber.
///
/// @boundary callsback
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
/// @boundary key: in, utf8, zeroterm, noescape, nonnull
/// @boundary value: in, utf8, zeroterm, noescape, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_put(
    store: *mut KvStore,
    key: *const c_char,
    value: *const c_char,
) -> KvStatus {
    let (Some(key), Some(value)) = (text(key), text(value)) else {
        return fail(KvStatus::KvInvalidArgument, "key or value is null");
    };
    let subscriber = match store.as_mut() {
        None => return fail(KvStatus::KvInvalidArgument, "store is null"),
        Some(store) if store.read_only => {
            let message = format!("store '{}' is read-only", store.name.to_string_lossy());
            return fail(KvStatus::KvReadOnly, &message);
        }
        Some(store) => {
            match store.slot(key) {
                Ok(slot) => store.entries[slot].value = value.to_owned(),
                Err(slot) => store.entries.insert(
                    slot,
                    Entry {
                        key: key.to_owned(),
                        value: value.to_owned(),
                    },
                ),
            }
            store.writes += 1;
            store.subscriber
        }
    };
    // No reference to the store is alive here, so that the subscriber may call back into it.
    if let Some((callback, user_data)) = subscriber {
        callback(user_data, key.as_ptr(), value.as_ptr());
    }
    succeed()
}

/// A copy of the value under `key`, or null when there is none. The caller frees it with `kv_string_free`, and with nothing else.
///
/// @boundary return: owned(kv_string_free), utf8, zeroterm, nullable
/// @boundary store: borrowed, nonnull
/// @boundary key: in, utf8, zeroterm, noescape, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_get(store: *const KvStore, key: *const c_char) -> *mut c_char {
    let (Some(store), Some(key)) = (store.as_ref(), text(key)) else {
        return ptr::null_mut();
    };
    match store.slot(key) {
        Ok(slot) => {
            LIVE_STRINGS.fetch_add(1, Ordering::SeqCst);
            store.entries[slot].value.clone().into_raw()
        }
        Err(_) => ptr::null_mut(),
    }
}

/// Frees a string that `kv_get` returned. Null is allowed.
///
/// @boundary fast, threadsafe
/// @boundary text: releases, nullable
#[no_mangle]
pub unsafe extern "C" fn kv_string_free(text: *mut c_char) {
    if !text.is_null() {
        drop(CString::from_raw(text));
        LIVE_STRINGS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether there is a value under `key`.
///
/// @boundary store: borrowed, nonnull
/// @boundary key: in, utf8, zeroterm, noescape, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_contains(store: *const KvStore, key: *const c_char) -> bool {
    match (store.as_ref(), text(key)) {
        (Some(store), Some(key)) => store.contains(key),
        _ => false,
    }
}

/// Counts what is in the store.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
/// @boundary out: out, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_stats(store: *const KvStore, out: *mut KvStoreStats) -> KvStatus {
    let (Some(store), false) = (store.as_ref(), out.is_null()) else {
        return fail(KvStatus::KvInvalidArgument, "store or out is null");
    };
    out.write(KvStoreStats {
        read_only: store.read_only,
        has_subscriber: store.subscriber.is_some(),
        entries: store.entries.len() as u32,
        writes: store.writes,
    });
    succeed()
}

/// Calls `visitor` for each entry in the order of the keys, before it returns. The visitor must not write to the store.
///
/// @boundary callsback
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
/// @boundary visitor: noescape, nonnull
/// @boundary user_data: noescape, nullable
#[no_mangle]
pub unsafe extern "C" fn kv_foreach(
    store: *const KvStore,
    visitor: KvVisitor,
    user_data: *mut c_void,
) -> KvStatus {
    let Some(store) = store.as_ref() else {
        return fail(KvStatus::KvInvalidArgument, "store is null");
    };
    for entry in &store.entries {
        let status = visitor(user_data, entry.key.as_ptr(), entry.value.as_ptr());
        if status != KvStatus::KvOk {
            return fail(status, "the visitor stopped the walk");
        }
    }
    succeed()
}

/// Tells `callback` about every write from now on, until `kv_unsubscribe` or `kv_close`. A store has one subscriber; a second one replaces the first.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
/// @boundary callback: retained(until kv_unsubscribe), nonnull
/// @boundary user_data: retained(until kv_unsubscribe), nullable
#[no_mangle]
pub unsafe extern "C" fn kv_subscribe(
    store: *mut KvStore,
    callback: KvChangeCallback,
    user_data: *mut c_void,
) -> KvStatus {
    let Some(store) = store.as_mut() else {
        return fail(KvStatus::KvInvalidArgument, "store is null");
    };
    if store.subscriber.replace((callback, user_data)).is_none() {
        LIVE_SUBSCRIPTIONS.fetch_add(1, Ordering::SeqCst);
    }
    succeed()
}

/// Ends the subscription. After it returns the callback is not called any more.
///
/// @boundary return: status(0), errortext(kv_last_error)
/// @boundary store: borrowed, nonnull
#[no_mangle]
pub unsafe extern "C" fn kv_unsubscribe(store: *mut KvStore) -> KvStatus {
    let Some(store) = store.as_mut() else {
        return fail(KvStatus::KvInvalidArgument, "store is null");
    };
    if store.subscriber.take().is_some() {
        LIVE_SUBSCRIPTIONS.fetch_sub(1, Ordering::SeqCst);
    }
    succeed()
}

/// Why the last call on this thread that returns a status failed, or an empty text when it did not. It stays valid until the next such call on this thread.
///
/// @boundary return: borrowed, utf8, zeroterm, nonnull
#[no_mangle]
pub extern "C" fn kv_last_error() -> *const c_char {
    LAST_ERROR.with(|last| last.borrow().as_ptr())
}

/// The number of stores that are open.
///
/// @boundary fast, threadsafe
#[no_mangle]
pub extern "C" fn kv_live_stores() -> i64 {
    LIVE_STORES.load(Ordering::SeqCst)
}

/// The number of strings that `kv_get` returned and nobody freed.
///
/// @boundary fast, threadsafe
#[no_mangle]
pub extern "C" fn kv_live_strings() -> i64 {
    LIVE_STRINGS.load(Ordering::SeqCst)
}

/// The number of subscriptions that were not ended.
///
/// @boundary fast, threadsafe
#[no_mangle]
pub extern "C" fn kv_live_subscriptions() -> i64 {
    LIVE_SUBSCRIPTIONS.load(Ordering::SeqCst)
}
