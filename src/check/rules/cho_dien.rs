//! Places that a starter left, in every text and value of a document.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::passage::Passage;
use crate::check::rule::{Example, Rule};
use crate::check::words::parse;
use crate::diagnostic::{Severity, Span};
use crate::model::{Bang, CanCu, Literal, NguoiKy, NhiemVu, NoiDung, VanBan, VienDan};
use crate::placeholder;

pub const RULE: Rule = Rule {
    id: "TN-cho_dien",
    ten: "Mọi chỗ để điền của tệp mẫu phải được điền",
    severity: Severity::Error,
    nguon: "thực hành văn thư",
    giai_thich: "Tệp mẫu để sẵn những chỗ dạng «điền họ và tên». Còn sót một chỗ là văn bản chưa xong, không trình ký được; \
        trong tệp Word chỗ ấy có nền vàng. Những chữ để điền của tệp mẫu bản 0.1, như \"(tên trường)\", cũng bị nêu ra \
        (data/kiem_tra/cho_dien.yaml). Số và ngày để trống chờ ký không phải là chỗ để điền.",
    sai: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: «điền họ và tên»}"),
    dung: Example::Keys("nguoi_ky: {chuc_vu: Hiệu trưởng, ho_ten: Trần Thị Mẫu}"),
    sua_duoc: false,
    run,
};

/// What starters of 0.1 left.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Old {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Found wherever they stand.
    trong_cau: Vec<String>,
    /// Words that a finished text may have too: found when they stand alone.
    dung_mot_minh: Vec<String>,
}

static OLD: LazyLock<Old> =
    LazyLock::new(|| parse("cho_dien.yaml", include_str!("../../../data/kiem_tra/cho_dien.yaml")));

fn run(facts: &Facts<'_>, findings: &mut Findings) {
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    for passage in &facts.passages {
        seen.insert(passage.span);
        report(passage, findings);
    }
    let document = facts.document;
    let texts = document.texts().into_iter().map(|text| ("", &text.value, text.span));
    let values = literals(document).into_iter().map(|(key, value)| (key, &value.value, value.span));
    for (key, value, span) in texts.chain(values) {
        if seen.insert(span) || span == Span::default() {
            report(&Passage::of_value(key, &Literal { value: value.clone(), span }), findings);
        }
    }
    for (name, value) in &document.bien {
        let span = document.bien_span.get(name).copied().unwrap_or(document.loai.span);
        let mut texts = Vec::new();
        collect(value, &mut texts);
        for text in texts {
            let literal = Literal { value: text.to_owned(), span };
            report(&Passage::of_value(&format!("bien.{name}"), &literal), findings);
        }
    }
    for table in tables(document) {
        cells(table, findings);
    }
}

/// Reports every place left in a text.
fn report(passage: &Passage<'_>, findings: &mut Findings) {
    let comment = |at: usize| {
        let mut tags = passage.expressions.iter().filter(|expression| expression.prints.is_none());
        tags.any(|tag| tag.range.contains(&at))
    };
    for range in placeholder::ranges(passage.value).into_iter().filter(|range| !comment(range.start)) {
        let words = passage.text(range.clone());
        findings
            .words(passage, range, format!("chưa điền: {words}"))
            .label("điền vào đây")
            .help("thay cả cụm, kể cả hai dấu « », bằng nội dung thật; không cần thì xóa đi");
    }
    for range in left_by_old_starters(passage) {
        let words = passage.text(range.clone());
        findings
            .words(passage, range, format!("chưa điền: \"{words}\" là chữ của tệp mẫu"))
            .label("điền vào đây")
            .help("thay cả cụm, kể cả dấu ngoặc, bằng nội dung thật; không cần thì xóa đi");
    }
}

/// Words that a starter of 0.1 left, in their order; none inside another.
fn left_by_old_starters(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let value = passage.value;
    let within = OLD
        .trong_cau
        .iter()
        .flat_map(|words| value.match_indices(words.as_str()).map(move |(at, _)| at..at + words.len()));
    let alone = |range: Range<usize>| {
        let start = range.start;
        let words = value[range].trim_end_matches(['.', ';', ',', ' ']);
        OLD.dung_mot_minh.iter().any(|known| known == words).then(|| start..start + words.len())
    };
    let blocks = passage.blocks.iter().map(crate::check::prose::Block::range);
    let mut found: Vec<Range<usize>> = within.chain(blocks.filter_map(alone)).collect();
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let new = range.start >= end;
        end = end.max(range.end);
        new
    });
    found
}

/// The texts inside a variable.
fn collect<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(entries) => entries.values().for_each(|item| collect(item, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The tables of data of a document.
fn tables(document: &VanBan) -> Vec<&Bang> {
    let contents = std::iter::once(&document.noi_dung)
        .chain(document.phu_luc.iter().map(|annex| &annex.noi_dung))
        .chain(document.ban_hanh_kem.iter().map(|attached| &attached.noi_dung));
    let of_sections = contents.flat_map(NoiDung::sections).filter_map(|section| section.bang.as_ref());
    of_sections.chain(document.phu_luc.iter().filter_map(|annex| annex.bang.as_ref())).collect()
}

/// Reports the cells of a table, whose places are those of the table.
fn cells(table: &Bang, findings: &mut Findings) {
    for (row, column, text) in table.cells() {
        let old = |known: &String| known == text.trim();
        let alone = OLD.trong_cau.iter().chain(&OLD.dung_mot_minh).find(|known| old(known));
        let places = placeholder::ranges(text).into_iter().map(|range| &text[range]);
        for words in places.chain(alone.map(String::as_str)) {
            let place =
                if row == 0 { "tên cột".to_owned() } else { format!("dòng {row}, cột \"{column}\"") };
            findings
                .place(table.span, format!("chưa điền: {words} trong bảng ({place})"))
                .label("bảng này")
                .help("điền nội dung thật vào ô ấy; không cần thì để trống");
        }
    }
}

/// Values that are no text of the document, with their keys.
fn literals<'d>(document: &'d VanBan) -> Vec<(&'static str, &'d Literal)> {
    let mut found: Vec<(&'static str, &'d Literal)> = Vec::new();
    let body = &document.co_quan;
    let mut add = |key: &'static str, value: Option<&'d Literal>| {
        found.extend(value.map(|value| (key, value)));
    };
    add("co_quan.viet_tat", body.viet_tat.as_ref());
    add("ky_hieu", document.ky_hieu.as_ref());
    add("luu", document.luu.as_ref());
    add("nguoi_soan_thao.ky_hieu", document.nguoi_soan_thao.as_ref().map(|drafter| &drafter.ky_hieu));
    if let Some(address) = &document.dia_chi {
        add("dia_chi.dia_chi", address.dia_chi.as_ref());
        add("dia_chi.dien_thoai", address.dien_thoai.as_ref());
        add("dia_chi.fax", address.fax.as_ref());
        add("dia_chi.thu_dien_tu", address.thu_dien_tu.as_ref());
        add("dia_chi.trang_thong_tin", address.trang_thong_tin.as_ref());
    }
    for time in &body.theo_thoi_gian {
        for value in [&time.chu_quan, &time.ten, &time.viet_tat, &time.dia_danh] {
            add("co_quan.theo_thoi_gian", value.as_ref());
        }
    }
    if let Some(copy) = &document.sao {
        add("sao.co_quan", copy.co_quan.as_ref());
        add("sao.viet_tat", copy.viet_tat.as_ref());
        add("sao.dia_danh", copy.dia_danh.as_ref());
    }
    let times = body.theo_thoi_gian.iter().filter_map(|time| time.nguoi_ky.as_ref());
    let copies = document.sao.iter().filter_map(|copy| copy.nguoi_ky.as_ref());
    let signers = std::iter::once(&document.nguoi_ky).chain(&document.ky_cung).chain(times).chain(copies);
    signers.for_each(|signer| of_signer(signer, &mut add));
    let bases = document.can_cu.iter().filter_map(|basis| match basis {
        CanCu::VienDan { tu_dan, vien_dan } => Some((tu_dan.as_ref(), &**vien_dan)),
        CanCu::DoanVan(_) => None,
    });
    for (lead, cited) in bases.chain(document.vien_dan.iter().map(|cited| (None, cited))) {
        add("can_cu.tu_dan", lead);
        of_citation(cited, &mut add);
    }
    document.noi_dung.nhiem_vu().into_iter().for_each(|task| of_task(task, &mut add));
    found
}

fn of_signer<'d>(signer: &'d NguoiKy, add: &mut impl FnMut(&'static str, Option<&'d Literal>)) {
    add("nguoi_ky.ben", signer.ben.as_ref());
    for authority in &signer.quyen_han {
        add("nguoi_ky.quyen_han", authority.thay_cho.as_ref());
    }
    add("nguoi_ky.chuc_vu", Some(&signer.chuc_vu));
    add("nguoi_ky.chuc_vu_khac", signer.chuc_vu_khac.as_ref());
    add("nguoi_ky.ho_ten", Some(&signer.ho_ten));
}

fn of_citation<'d>(cited: &'d VienDan, add: &mut impl FnMut(&'static str, Option<&'d Literal>)) {
    add("vien_dan.loai", Some(&cited.loai));
    add("vien_dan.so_ky_hieu", cited.so_ky_hieu.as_ref());
    add("vien_dan.co_quan", cited.co_quan.as_ref());
}

fn of_task<'d>(task: &'d NhiemVu, add: &mut impl FnMut(&'static str, Option<&'d Literal>)) {
    add("nhiem_vu.viec", Some(&task.viec));
    add("nhiem_vu.chu_tri", task.chu_tri.as_ref());
    task.phoi_hop.iter().for_each(|name| add("nhiem_vu.phoi_hop", Some(name)));
    for target in &task.chi_tieu {
        add("nhiem_vu.chi_tieu.ten", Some(&target.ten));
        add("nhiem_vu.chi_tieu.don_vi", Some(&target.don_vi));
    }
}
