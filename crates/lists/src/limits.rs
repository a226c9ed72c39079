//! How large a list can be. Each limit is checked before anything of that size is made.

/// The most bytes of a file.
pub const BYTES: usize = 10 * 1024 * 1024;

/// The most rows below the headings. England has some 120,000 care leavers; a council has at most a few thousand.
pub const ROWS: usize = 50_000;

/// The most columns that are not empty.
pub const COLUMNS: usize = 200;

/// The most values of a list.
pub const CELLS: usize = 1_500_000;

/// The most characters of one value.
pub const VALUE: usize = 32_767;

/// The most bytes to which one sheet can unpack.
pub const SHEET: u64 = 128 * 1024 * 1024;

/// The most bytes to which everything besides the sheets (texts, styles, names) can unpack.
pub const BESIDE: u64 = 32 * 1024 * 1024;

/// The most texts that the sheets of a workbook share.
pub const TEXTS: u64 = 500_000;

/// The most files inside a packed file.
pub const ENTRIES: usize = 2_000;

/// How deeply the elements of a file can be nested.
pub const DEPTH: usize = 64;

/// The most sheets that are searched.
pub const SHEETS: usize = 50;

/// How many rows are searched for the headings.
pub const BEFORE: usize = 40;

/// Seconds after which a process that reads a list is stopped.
pub const SECONDS: u64 = 20;

/// The memory that a process that reads a list can use, in bytes.
pub const MEMORY: u64 = 640 * 1024 * 1024;
