//! Page tree to files. Each output format is a module of its own; what they
//! share is the measuring of text.

mod columns;
pub mod docx;
mod measure;
