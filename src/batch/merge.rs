//! Puts the manifests of all shares of a batch together.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::gone::Gone;
use super::manifest::{self, Journal, Line};
use super::naming::FileNames;
use super::{Share, lock};
use crate::diagnostic::Diagnostic;
use crate::output::{self, OutputFolder};

/// Merges the manifests of shares in a folder into one, as a run over the
/// whole table writes it. Gives the number of files.
///
/// # Errors
/// When a share is missing, two shares claim a row, or a file is not what its
/// share wrote.
pub fn merge(folder: &Arc<dyn OutputFolder>) -> Result<u64, Diagnostic> {
    let _held = lock::take(&**folder, None, &mut Vec::new())?;
    let shares = shares(&**folder)?;
    let mut all: Vec<Line> = Vec::new();
    let mut earlier: Vec<Line> = manifest::whole_lines(&**folder).collect();
    for share in &shares {
        let name = manifest::name(Some(*share));
        let shown = folder.shown(&name);
        let broken = || {
            Diagnostic::error("gop", format!("{} hỏng", shown.display())).help("chạy lại phần này rồi gộp")
        };
        let lines = manifest::lines(&**folder, &name).map_err(|_| broken())?;
        for line in lines {
            let line = line.map_err(|_| broken())?;
            if line.cu {
                earlier.push(line);
                continue;
            }
            if !line.is_in_folder() {
                return Err(broken());
            }
            all.push(line);
        }
    }
    all.sort_by_key(|line| line.stt);
    if let Some(pair) = all.windows(2).find(|pair| pair[0].stt == pair[1].stt) {
        return Err(Diagnostic::error("gop", format!("dòng {} có ở hai phần", pair[0].stt))
            .help("các phần phải cùng số phần (--phan 1/8 ... 8/8)"));
    }
    for line in &all {
        let bytes = folder.read(Path::new(&line.ten)).unwrap_or_default();
        if manifest::hex(manifest::digest(&bytes)) != line.noi_dung {
            return Err(Diagnostic::error("gop", format!("tệp {} thiếu hoặc đã bị sửa", line.ten))
                .help("chạy lại phần có tệp này rồi gộp"));
        }
    }
    let failed = |error| output::cannot_write(&folder.shown(Path::new("")), &error);
    let mut journal = Journal::start(folder, None).map_err(failed)?;
    let numbers: HashSet<u32> = all.iter().filter_map(|line| line.so_cap.or(line.so)).collect();
    let mut names = FileNames::default();
    all.iter().for_each(|line| names.take(&line.ten));
    let gone = Gone::find(&**folder, earlier.into_iter(), &names, &numbers);
    all.iter().chain(&gone.kept).try_for_each(|line| journal.add(line)).map_err(failed)?;
    journal.finish().map_err(failed)?;
    Ok(all.len() as u64)
}

/// The shares whose manifests stand in a folder: all of one division.
fn shares(folder: &dyn OutputFolder) -> Result<Vec<Share>, Diagnostic> {
    let shown = folder.shown(Path::new(""));
    let shown = shown.display();
    let names = folder
        .names()
        .map_err(|error| Diagnostic::error("gop", format!("không đọc được thư mục {shown}: {error}")))?;
    let mut shares: Vec<Share> = names
        .iter()
        .filter_map(|name| {
            let numbers = name.strip_prefix("vanban-lo-")?.strip_suffix(".jsonl")?;
            Share::parse(&numbers.replacen('-', "/", 1))
        })
        .collect();
    shares.sort_by_key(|share| (share.of, share.number));
    let of = shares.first().map_or(0, |share| share.of);
    let missing: Vec<String> = (1..=of)
        .filter(|number| !shares.contains(&Share { number: *number, of }))
        .map(|number| format!("{number}/{of}"))
        .collect();
    let fault = if shares.is_empty() {
        format!("thư mục {shown} không có phần nào để gộp")
    } else if shares.iter().any(|share| share.of != of) {
        "trong thư mục có những phần của hai cách chia khác nhau".to_owned()
    } else if !missing.is_empty() {
        format!("còn thiếu phần {}", missing.join(", "))
    } else {
        return Ok(shares);
    };
    Err(Diagnostic::error("gop", fault).help("chạy đủ các phần --phan 1/N ... N/N vào cùng thư mục, rồi gộp"))
}
