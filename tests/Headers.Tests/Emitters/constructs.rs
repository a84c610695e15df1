//! One of everything that cbindgen turns into C. Nothing here is ever run.
#![allow(dead_code, improper_ctypes_definitions)]

use std::os::raw::{c_char, c_int, c_long, c_void};

/// Without repr(C): the header may only name it.
pub struct Engine {
    speed: f64,
}

#[repr(C)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[repr(C, packed)]
pub struct Packed {
    pub tag: u8,
    pub value: u32,
}

#[repr(C, align(16))]
pub struct Aligned {
    pub lanes: [f32; 4],
}

/// How it went.
#[repr(C)]
pub enum Status {
    Ok = 0,
    Missing,
    Corrupt = 7,
}

#[repr(u8)]
pub enum Mode {
    Slow,
    Fast = 200,
}

#[repr(i16)]
pub enum Balance {
    Left = -1,
    Right = 1,
}

#[repr(C)]
pub enum Value {
    Number(f64),
    Pair { left: u32, right: u32 },
    Nothing,
}

#[repr(u8)]
pub enum Shape {
    Circle(f32),
    Square { side: f64 },
    Empty,
}

#[repr(transparent)]
pub struct Id(u64);

#[repr(C)]
pub struct Slice<T> {
    pub data: *const T,
    pub length: usize,
}

#[repr(C)]
pub union Bits {
    pub number: u64,
    pub bytes: [u8; 8],
}

#[repr(C)]
pub struct Table {
    pub callback: Option<extern "C" fn(*mut c_void, u32)>,
    pub always: extern "C" fn(c_int) -> bool,
    pub mode: Mode,
    pub status: Status,
    pub matrix: [[i16; 3]; 2],
    pub next: *mut Table,
}

pub type Visitor = Option<extern "C" fn(user: *mut c_void, code: c_int, message: *const c_char) -> bool>;

pub const LIMIT: u32 = 3;
pub const SEED: u64 = 16045690981097406465;
pub const LOWEST: i32 = i32::MIN;
pub const LETTER: u8 = 47;
pub const CHARACTER: char = 't';
pub const SHIFTED: i32 = 1 << 4;
pub const RATIO: f64 = 1.5;
pub const OFF: bool = false;
pub const ORIGIN: Point = Point { x: 1.0, y: 2.0 };

#[no_mangle]
pub static MYLIB_GLOBAL: c_int = 1;

#[no_mangle]
pub extern "C" fn engine_open(path: *const c_char, out: *mut *mut Engine) -> Status { unimplemented!() }

#[no_mangle]
pub extern "C" fn engine_close(engine: Box<Engine>) {}

#[no_mangle]
pub extern "C" fn engine_borrow(engine: &Engine, other: Option<&mut Engine>) -> *const Engine { engine }

#[no_mangle]
pub extern "C" fn engine_digest(engine: *const Engine, digest: *const [u8; 32]) -> u8 { 0 }

#[no_mangle]
pub extern "C" fn add_points(a: Point, b: Point) -> Point { a }

#[no_mangle]
pub extern "C" fn pass_layouts(packed: *const Packed, aligned: *const Aligned, bits: Bits) {}

#[no_mangle]
pub extern "C" fn pass_enums(status: Status, mode: Mode, balance: Balance, value: *const Value, shape: Shape) -> Mode { mode }

#[no_mangle]
pub extern "C" fn pass_numbers(a: usize, b: isize, c: c_long, d: char, e: bool, f: i8, g: u16, h: f32) -> i64 { 0 }

#[no_mangle]
pub extern "C" fn pass_wrapped(id: Id, numbers: Slice<i32>, bytes: Slice<u8>) -> Id { id }

#[no_mangle]
pub extern "C" fn get_callback() -> extern "C" fn(i32) -> i32 { unimplemented!() }

#[no_mangle]
pub extern "C" fn visit(table: *const Table, visitor: Visitor, user: *mut c_void) {}

#[no_mangle]
#[must_use]
pub extern "C" fn must_be_used() -> bool { true }

#[no_mangle]
#[deprecated(note = "use visit")]
pub extern "C" fn old_visit() {}

#[no_mangle]
pub extern "C" fn never_returns() -> ! { loop {} }

/// Exported, and yet cbindgen leaves it out of the header.
#[no_mangle]
pub extern "system" fn standard_call(x: c_int) -> c_int { x }

#[cfg(windows)]
#[repr(C)]
pub struct Platform {
    pub code: u32,
}

#[cfg(windows)]
#[no_mangle]
pub extern "C" fn platform_get(out: *mut Platform) -> bool { false }

#[cfg(any(unix, all(windows, feature = "extra")))]
#[no_mangle]
pub extern "C" fn extra_get() -> c_int { 0 }
