//! One run at a time writes into a folder, or the shares of one division side
//! by side.

use std::path::PathBuf;

use super::{Share, manifest};
use crate::diagnostic::Diagnostic;
use crate::output::{self, Held, Lock, OutputFolder, Overwrite, There};

const LEAD: &str = "vanban-lo";
const ENDING: &str = ".khoa";

/// Takes the folder for a run. What to tell of a run that was broken off is
/// added to `diagnostics`.
///
/// # Errors
/// When another run writes there, or the folder cannot be written.
pub(super) fn take(
    folder: &dyn OutputFolder,
    share: Option<Share>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Box<dyn Held>, Diagnostic> {
    let own = name(share);
    let shown = folder.shown(&PathBuf::new());
    // A pipe or a folder of that name.
    folder.check_replaceable(&own, Overwrite::Always)?;
    match folder.lock(&own).map_err(|error| output::cannot_write(&shown, &error))? {
        Lock::Busy(who) => Err(busy(folder, &who)),
        Lock::Taken { held, left } => {
            let mut broken_off: Vec<String> = left.into_iter().collect();
            for other in others(folder, share) {
                if let Some(who) = folder.holder(&other) {
                    return Err(busy(folder, &who));
                }
                if let Ok(bytes) = folder.read(&other) {
                    broken_off.push(String::from_utf8_lossy(&bytes).trim().to_owned());
                    // Another run may have been faster.
                    let _ = folder.remove(&other);
                }
            }
            diagnostics.extend(broken_off.into_iter().map(|who| {
                let message = format!(
                    "lần chạy trước vào {} bị ngắt giữa chừng ({who}): nay làm tiếp",
                    shown.display()
                );
                Diagnostic::warning("lan-chay-truoc", message).help("không phải làm gì thêm")
            }));
            Ok(held)
        }
    }
}

fn name(share: Option<Share>) -> PathBuf {
    manifest::name(share).with_extension(&ENDING[1..])
}

/// The locks there that a run may not work beside: all, but of a share those
/// of the other shares of its division.
fn others(folder: &dyn OutputFolder, share: Option<Share>) -> Vec<PathBuf> {
    let own = name(share);
    let is_other = |path: &PathBuf| {
        let Some(middle) = path.to_str().and_then(|name| name.strip_prefix(LEAD)?.strip_suffix(ENDING))
        else {
            return false;
        };
        let other = Share::parse(&middle.trim_start_matches('-').replacen('-', "/", 1));
        let side_by_side = share.zip(other).is_some_and(|(own, other)| own.of == other.of);
        *path != own && !side_by_side && folder.there(path) == Some(There::File)
    };
    folder.names().unwrap_or_default().into_iter().map(PathBuf::from).filter(is_other).collect()
}

fn busy(folder: &dyn OutputFolder, who: &str) -> Diagnostic {
    let who = if who.is_empty() { String::new() } else { format!(" ({who})") };
    let message = format!(
        "một lệnh lo khác đang ghi vào {}{who}: chưa ghi gì",
        folder.shown(&PathBuf::new()).display()
    );
    Diagnostic::error("dang-ghi", message)
        .help("đợi lệnh ấy xong rồi chạy lại, hoặc ghi vào thư mục khác: -o")
}
