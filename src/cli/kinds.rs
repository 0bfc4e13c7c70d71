//! `vanban loai`: kinds, signs, samples, starters.

use std::path::Path;

use comfy_table::Table;
use serde_json::json;

use super::arguments::Kinds;
use super::{Console, Outcome, console};
use crate::diagnostic::{Diagnostic, Sources};
use crate::handbook;
use crate::law::{self, Status};
use crate::output::{self, Overwrite};
use crate::starter;

/// Prints the kinds of every profile and the starters of school practice.
pub(super) fn run(arguments: &Kinds) -> Outcome {
    let console = Console::new(&arguments.common);
    let done = match &arguments.markdown {
        Some(folder) => write_pages(folder, &console),
        None if console.is_json() => console.result(&json()),
        None => print(),
    };
    match done {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            console.report(&[error], &Sources::new());
            Outcome::Failed
        }
    }
}

/// Writes the pages of the handbook, over those that are there.
fn write_pages(folder: &Path, console: &Console) -> Result<(), Diagnostic> {
    let pages = handbook::pages();
    for page in &pages {
        let path = folder.join(&page.path);
        output::make_folder(path.parent().unwrap_or(folder))?;
        output::write(&path, page.text.as_bytes(), Overwrite::Always)?;
    }
    console.tell(&format!("Đã ghi {} trang vào {}", pages.len(), folder.display()));
    Ok(())
}

fn json() -> serde_json::Value {
    let profile = |profile: &&'static law::Profile| {
        let kinds: Vec<_> = profile
            .all_kinds()
            .map(|kind| {
                let fields: Vec<_> = kind.truong.iter().map(|field| field.khoa.as_str()).collect();
                json!({ "loai": kind.loai, "ten": kind.ten, "ky_hieu": kind.ky_hieu, "mau": kind.mau, "truong": fields })
            })
            .collect();
        let basis = &profile.basis;
        json!({
            "the_thuc": profile.id,
            "theo": basis.ten,
            "trang_thai": basis.trang_thai.key(),
            "ghi_chu": basis.ghi_chu,
            "loai": kinds,
        })
    };
    let practices: Vec<_> =
        starter::PRACTICES.iter().map(|p| json!({ "ten": p.name, "la": p.title() })).collect();
    json!({ "the_thuc": law::profiles().iter().map(profile).collect::<Vec<_>>(), "tep_mau": practices })
}

fn print() -> Result<(), Diagnostic> {
    let mut text = String::new();
    for profile in law::profiles() {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header(["loai", "Tên", "Ký hiệu", "Mẫu", "Khóa riêng"]);
        for kind in profile.all_kinds() {
            let fields: Vec<_> = kind.truong.iter().map(|field| field.khoa.as_str()).collect();
            table.add_row([&kind.loai, &kind.ten, &kind.ky_hieu, &kind.mau, &fields.join(", ")]);
        }
        text.push_str(&format!("the_thuc: {} ({})\n", profile.id, profile.basis.ten));
        if profile.basis.trang_thai == Status::ThuCap {
            let status = profile.basis.trang_thai.key();
            text.push_str(&format!("trang_thai: {status}: {}\n", profile.basis.ghi_chu));
        }
        text.push_str(&format!("{}\n\n", trimmed(&table)));
    }
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    for practice in starter::PRACTICES {
        table.add_row([practice.name, practice.title()]);
    }
    text.push_str(&format!("Tệp mẫu có sẵn của nhà trường (vanban moi TÊN):\n{}\n", trimmed(&table)));
    console::to_stdout(text.as_bytes())
}

/// The table without the blanks that end its lines.
fn trimmed(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
