//! Page tree to files. [`set`] turns the page tree into geometry that knows no
//! format; each output format is a module of its own and only translates that.

pub mod docx;
pub mod set;
