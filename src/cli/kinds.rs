//! `vanban loai`: kinds, signs, samples, starters.

use std::path::Path;
use std::sync::Arc;

use comfy_table::Table;

use super::answer::{Answer, KindEntry, ProfileEntry, StarterEntry};
use super::arguments::Kinds;
use super::{Console, Outcome, console, engines};
use vanban::diagnostic::{Diagnostic, Sources};
use vanban::handbook;
use vanban::law::{Kind, Law, Profile, Status};
use vanban::output::{self, Overwrite};
use vanban::starter;

/// Prints the kinds of every profile and the starters of school practice.
pub(super) fn run(arguments: &Kinds) -> Outcome {
    let console = Console::new("loai", &arguments.common);
    let engine = match engines::here() {
        Ok(engine) => engine,
        Err(wrong) => return console.fail(&wrong.errors, &wrong.sources),
    };
    let law = engine.law();
    let done = match &arguments.markdown {
        Some(folder) => write_pages(law, folder, &console),
        None if console.is_json() => Ok(answer(law)),
        None => print(law).map(|()| Answer::default()),
    };
    match done {
        Ok(answer) => console.finish(Outcome::Fine, answer),
        Err(error) => console.fail(&[error], &Sources::new()),
    }
}

/// Writes the pages of the handbook, over those that are there.
fn write_pages(law: &Law, folder: &Path, console: &Console) -> Result<Answer, Diagnostic> {
    let pages = handbook::pages(law);
    let mut answer = Answer::default();
    for page in &pages {
        let path = folder.join(&page.path);
        output::make_folder(path.parent().unwrap_or(folder))?;
        output::write(&path, page.text.as_bytes(), Overwrite::Always)?;
        answer.tep_da_ghi.push(path.display().to_string());
    }
    console.tell(&format!("Đã ghi {} trang vào {}", pages.len(), folder.display()));
    Ok(answer)
}

fn answer(law: &Law) -> Answer {
    let kind = |kind: &Kind| KindEntry {
        loai: kind.khoa.clone(),
        ten: kind.ten.clone(),
        ky_hieu: kind.ky_hieu.clone(),
        mau: kind.mau.clone(),
        truong: kind.truong.iter().map(|field| field.khoa.clone()).collect(),
    };
    let profile = |profile: &Arc<Profile>| ProfileEntry {
        the_thuc: profile.khoa,
        theo: profile.basis.ten.clone(),
        trang_thai: profile.basis.trang_thai.key(),
        ghi_chu: profile.basis.ghi_chu.clone(),
        loai: profile.all_kinds().map(kind).collect(),
    };
    let practices = starter::PRACTICES.iter().map(|p| StarterEntry { ten: p.name, la: p.title() });
    Answer {
        the_thuc: Some(law.profiles().map(profile).collect()),
        tep_mau: Some(practices.collect()),
        ..Answer::default()
    }
}

fn print(law: &Law) -> Result<(), Diagnostic> {
    let mut text = String::new();
    for profile in law.profiles() {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header(["loai", "Tên", "Ký hiệu", "Mẫu", "Khóa riêng"]);
        for kind in profile.all_kinds() {
            let fields: Vec<_> = kind.truong.iter().map(|field| field.khoa.as_str()).collect();
            table.add_row([&kind.khoa, &kind.ten, &kind.ky_hieu, &kind.mau, &fields.join(", ")]);
        }
        text.push_str(&format!("the_thuc: {} ({})\n", profile.khoa, profile.basis.ten));
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
