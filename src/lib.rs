//! Official Vietnamese administrative documents from YAML to Word.
//!
//! The way of a document: [`source`] reads files into the [`model`],
//! [`compose`] turns the model into a page tree, [`render`] sets that in points
//! and writes it as `.docx`. [`law`] holds what Decree 30/2020/NĐ-CP and the rules for Party
//! documents say, as data.
//! What is read comes from [`files`], what is written goes to [`output`], both on
//! the disk or in memory.
//! [`diagnostic`] is the shared vocabulary of everything a user is told.
//!
//! [`engine::Engine`] holds what all of them need, and is made once:
//!
//! ```
//! use vanban::diagnostic::{Faults, Sources, render_all};
//! use vanban::engine::Engine;
//! use vanban::source::Input;
//!
//! fn main() -> Result<(), Faults> {
//!     let yaml = "\
//! loai: thong_bao
//! co_quan: {chu_quan: UBND xã Mây Trắng, ten: Trường THCS Mây Trắng, viet_tat: THCSMT}
//! so: 12
//! dia_danh: Mây Trắng
//! ngay: 2026-03-02
//! trich_yeu: Nghỉ học ngày 05 tháng 3 năm 2026
//! noi_dung: Học sinh toàn trường nghỉ học ngày 05 tháng 3 năm 2026.
//! nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Nguyễn Văn Mẫu}
//! noi_nhan: [Các lớp]
//! ";
//!     let engine = Engine::default();
//!     // The files that reports point into.
//!     let mut sources = Sources::new();
//!     let input = Input::text("thong-bao.yaml", yaml);
//!
//!     // Read: every fault of the file in one go, each at its line.
//!     let document = engine.read(&input, &mut sources)?;
//!     assert_eq!(document.value.kind().map(|kind| kind.ten.as_str()), Some("Thông báo"));
//!
//!     // Compose: texts run, numbers, labels and citations put in.
//!     let page_tree = engine.compose(&document.value)?;
//!     assert_eq!(page_tree.value.properties.subject, "Nghỉ học ngày 05 tháng 3 năm 2026");
//!
//!     // Check: what a strict clerk would send back.
//!     let findings = engine.check(&document.value, &sources, &page_tree.told);
//!     let told: Vec<_> = findings.into_iter().map(|finding| finding.diagnostic).collect();
//!     print!("{}", render_all(&told, &sources, false));
//!
//!     // Write: the bytes of a Word file, the same for the same document.
//!     let file = engine.docx(&page_tree.value)?;
//!     assert!(file.told.is_empty(), "everything fits its page");
//!     assert!(file.value.starts_with(b"PK"));
//!     Ok(())
//! }
//! ```
//!
//! A result is a [`Told`](diagnostic::Told) value with what is told of it, or
//! the [`Faults`](diagnostic::Faults) for which there is none. What an office
//! adds (kinds and templates of its own, severities of rules) makes another
//! engine: [`engine::Engine::of_folder`] reads it from `vanban.toml` on the disk.
//! The same files may be in memory, and engines of several offices work side by
//! side:
//!
//! ```
//! use std::sync::Arc;
//!
//! use vanban::diagnostic::{Faults, Sources};
//! use vanban::engine::Engine;
//! use vanban::files::{FileRef, Memory};
//! use vanban::settings_file::SettingsFile;
//!
//! fn engine_of(sign: &str) -> Result<Engine, Faults> {
//!     let mut office = Memory::default();
//!     office.insert("vanban.toml", "[loai]\nthu_muc = \"kieu\"\n")?;
//!     let kind = format!("loai: phieu\nten: Phiếu mượn\nky_hieu: {sign}\nbo_cuc: muc\nkhuon: phieu\n");
//!     office.insert("kieu/phieu.yaml", kind)?;
//!     office.insert("kieu/phieu.md", "<?noi_dung?>\n")?;
//!     let mut sources = Sources::new();
//!     let settings = SettingsFile::read(&FileRef::new(Arc::new(office), "vanban.toml"), &mut sources)?;
//!     Ok(Engine::of_settings(&settings, &mut sources)?.value)
//! }
//!
//! fn main() -> Result<(), Faults> {
//!     for sign in ["PM", "PMS"] {
//!         let engine = engine_of(sign)?;
//!         let kind = engine.law().default_profile().kind("phieu").map(|kind| kind.ky_hieu.clone());
//!         assert_eq!(kind.as_deref(), Some(sign));
//!     }
//!     Ok(())
//! }
//! ```

pub mod acts;
#[cfg(feature = "batch")]
pub mod batch;
mod character;
pub mod check;
mod column_kind;
pub mod compose;
pub mod diagnostic;
mod embedded_table;
pub mod engine;
pub mod files;
pub mod handbook;
pub mod inspect;
pub mod key_reference;
pub mod keys;
pub mod law;
mod legacy_encoding;
mod markdown_dialect;
pub mod model;
pub mod number;
#[cfg(feature = "batch")]
pub mod output;
mod placeholder;
pub mod render;
#[cfg(feature = "report")]
pub mod report;
pub mod settings_file;
pub mod slug;
pub mod source;
pub mod starter;
mod total_row;
pub mod typed_line;
mod typeface;
