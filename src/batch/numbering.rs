//! Numbers in sequence that stay with their rows: a number that went out is
//! never another row's.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::manifest::{self, Line};
use super::{Batch, Destination};
use crate::diagnostic::Diagnostic;
use crate::output::OutputFolder;

/// Most rows or files that are named.
const MAX_NAMED: usize = 10;

/// A row as numbers are given to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    /// Tells it from other rows.
    pub(super) apart: u128,
    /// Which school or receiver.
    pub(super) identity: u128,
    /// Its number in the file.
    pub(super) line_number: u64,
}

/// A number that an earlier run gave.
#[derive(Debug, Clone)]
struct Given {
    number: u32,
    stt: u64,
    name: String,
    /// The last run wrote it.
    is_last: bool,
}

/// The numbers of all rows, and those of rows that are gone.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    rows: Vec<(Numbered, Option<u32>)>,
    /// Numbers that are never given again, each with its file.
    pub(super) retired: Vec<(u32, String)>,
}

impl Numbering {
    /// Numbers rows from `first`: known ones keep theirs, new ones follow the
    /// highest that was given.
    pub(super) fn plan(
        batch: &Batch,
        first: u32,
        rows: &[Numbered],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let Destination::Folder(folder) = &batch.destination else {
            return Self::give(first, rows, HashMap::new(), diagnostics);
        };
        // All shares of a table number it alike, whichever of them is done already.
        if batch.share.is_some() {
            let known = given(manifest::whole_lines(&**folder), batch, first);
            let planned = Self::give(first, rows, known, diagnostics);
            diagnostics.extend(planned.against_shares(&**folder));
            planned
        } else {
            let known = given(manifest::earlier_lines(&**folder, None), batch, first);
            Self::give(first, rows, known, diagnostics)
        }
    }

    fn give(
        first: u32,
        rows: &[Numbered],
        given: HashMap<u128, Given>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut taken: HashSet<u32> = HashSet::new();
        let mut matched: Vec<Option<&Given>> = Vec::with_capacity(rows.len());
        for row in rows {
            let found = given.get(&row.apart).or_else(|| given.get(&row.identity));
            matched.push(found.filter(|given| taken.insert(given.number)));
        }
        let mut gone: Vec<&Given> = given.values().filter(|given| !taken.contains(&given.number)).collect();
        gone.sort_by_key(|given| given.number);
        let new: Vec<usize> = (0..rows.len()).filter(|index| matched[*index].is_none()).collect();
        let left: Vec<&Given> = gone.iter().copied().filter(|given| given.is_last).collect();
        if let ([index], [old]) = (&new[..], &left[..])
            && is_renamed(*index, old, &matched)
        {
            let (line, Given { number, name, .. }) = (rows[*index].line_number, old);
            let message = format!("dòng {line} đứng ở chỗ của {name}: hiểu là đổi tên, giữ số {number}");
            let help = "nếu là nơi khác, chuyển dòng ấy xuống cuối bảng rồi chạy lại";
            diagnostics.push(Diagnostic::warning("so-doi-ten", message).help(help));
            matched[*index] = Some(old);
            gone.retain(|given| given.number != old.number);
        } else if !new.is_empty() && !left.is_empty() {
            diagnostics.push(unsure(&new, &left, rows));
        }
        let highest = given.values().map(|given| given.number).max();
        if let Some(lowest) = given.values().map(|given| given.number).min().filter(|lowest| *lowest != first)
        {
            let message =
                format!("văn bản đã đánh số từ {lowest} giữ số đã cấp; --so-tu {first} chỉ cho dòng mới");
            let help = "muốn đánh số lại tất cả: ghi vào thư mục khác, -o THƯ_MỤC";
            diagnostics.push(Diagnostic::warning("so-da-cap", message).help(help));
        }
        let mut next = highest.map_or(Some(first), |highest| Some(highest.checked_add(1)?.max(first)));
        let numbers = matched.iter().map(|given| match given {
            Some(given) => Some(given.number),
            None => {
                let number = next;
                next = number.and_then(|number| number.checked_add(1));
                number
            }
        });
        let rows = rows.iter().copied().zip(numbers).collect();
        let retired = gone.iter().map(|given| (given.number, given.name.clone())).collect();
        Self { rows, retired }
    }

    /// The number of a row.
    pub(super) fn of(&self, stt: u64) -> Option<u32> {
        self.row(stt).and_then(|(_, number)| *number)
    }

    /// A row, counted from 1, and its number.
    pub(super) fn row(&self, stt: u64) -> Option<&(Numbered, Option<u32>)> {
        self.rows.get(usize::try_from(stt.checked_sub(1)?).ok()?)
    }

    /// Numbers that shares gave and that are not merged yet would change.
    fn against_shares(&self, folder: &dyn OutputFolder) -> Option<Diagnostic> {
        let of_row: HashMap<u128, u32> =
            self.rows.iter().filter_map(|(row, number)| Some((row.apart, (*number)?))).collect();
        let of_number: HashMap<u32, u128> = of_row.iter().map(|(apart, number)| (*number, *apart)).collect();
        let lines = manifest::of_shares(folder);
        let mut lines = lines.filter_map(|line| Some((line.apart()?, line.so_cap?, line.ten)));
        let (_, number, name) = lines.find(|(apart, number, _)| {
            of_row.get(apart).is_some_and(|planned| planned != number)
                || of_number.get(number).is_some_and(|planned| planned != apart)
        })?;
        let message = format!("số {number} đã cấp cho {name} trong một phần chưa gộp, nay sẽ đổi");
        let help = format!(
            "gộp các phần trước: vanban lo --gop -o {}, rồi chạy lại",
            folder.shown(Path::new("")).display()
        );
        Some(Diagnostic::error("so-chua-gop", message).help(help))
    }
}

/// Whether a row stands where an earlier one stood, between the same rows.
fn is_renamed(index: usize, old: &Given, matched: &[Option<&Given>]) -> bool {
    let stt_of = |index: Option<usize>| index.and_then(|index| *matched.get(index)?).map(|given| given.stt);
    let stt = index as u64 + 1;
    let before = stt_of(index.checked_sub(1));
    let after = stt_of(index.checked_add(1));
    let fits = |there: Option<u64>, expected: u64| there.is_none_or(|there| there == expected);
    old.stt == stt && before.or(after).is_some() && fits(before, stt - 1) && fits(after, stt + 1)
}

fn unsure(new: &[usize], left: &[&Given], rows: &[Numbered]) -> Diagnostic {
    let lines: Vec<String> =
        new.iter().take(MAX_NAMED).map(|index| rows[*index].line_number.to_string()).collect();
    let files: Vec<String> =
        left.iter().take(MAX_NAMED).map(|given| format!("{} ({})", given.number, given.name)).collect();
    let more = |count: usize| match count.saturating_sub(MAX_NAMED) {
        0 => String::new(),
        more => format!(" và {more} nữa"),
    };
    let message = format!(
        "dòng {}{} được số mới; số {}{} không còn dòng nào: không biết có dòng nào chỉ đổi tên hay không",
        lines.join(", "),
        more(new.len()),
        files.join(", "),
        more(left.len())
    );
    Diagnostic::warning("so-dong-moi", message)
        .help("nếu là đổi tên: thêm cột Số vào bảng, ghi số của từng dòng, rồi chạy lại không có --so-tu")
}

/// The numbers that earlier runs gave, by what tells their rows apart.
fn given(lines: impl Iterator<Item = Line>, batch: &Batch, first: u32) -> HashMap<u128, Given> {
    let mut found: HashMap<u128, Given> = HashMap::new();
    let mut old: Vec<(u128, Given)> = Vec::new();
    for line in lines {
        let Some(apart) = line.apart() else { continue };
        let given = |number| Given { number, stt: line.stt, name: line.ten.clone(), is_last: !line.cu };
        match line.so_cap {
            Some(number) if line.cu => {
                found.entry(apart).or_insert_with(|| given(number));
            }
            Some(number) => {
                found.insert(apart, given(number));
            }
            None if line.khac.is_empty() && batch.follow_up.is_none() => {
                old.extend(line.so.map(|number| (apart, given(number))));
            }
            None => {}
        }
    }
    // 0.1 did not tell numbers in sequence from the plan's own.
    let numbers: HashSet<u32> = old.iter().map(|(_, given)| given.number).collect();
    if numbers.len() == old.len() && numbers.iter().all(|number| *number >= first) {
        for (apart, given) in old {
            found.entry(apart).or_insert(given);
        }
    }
    found
}

/// Refuses a run that would take away the numbers that an earlier one gave.
pub(super) fn check_kept(batch: &Batch, folder: &dyn OutputFolder) -> Option<Diagnostic> {
    let of_last = |line: Line| line.so_cap.filter(|_| !line.cu);
    let numbers = manifest::earlier_lines(folder, None).filter_map(of_last);
    let lowest = numbers.min().filter(|_| batch.first_number.is_none())?;
    let message = format!(
        "văn bản trong {} đã đánh số từ {lowest}; không có --so-tu thì mất các số ấy",
        folder.shown(Path::new("")).display()
    );
    let help = format!("thêm --so-tu {lowest}, hoặc cột Số vào bảng, hoặc ghi vào thư mục khác: -o");
    Some(Diagnostic::error("so-da-cap", message).help(help))
}
