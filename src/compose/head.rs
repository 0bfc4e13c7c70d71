//! The top of the first page: head, marks, kind, subject.

use super::data;
use super::numbering;
use super::page::{Block, Head, HeadItem, MarkBox, RuleUnder};
use super::paragraph::{Paragraph, Run};
use crate::diagnostic::Span;
use crate::law::{HeadLine, HeadLineText, Kind, MarkGroup, Profile, StyleId, SubjectPlace, TitleEnd};
use crate::model::{Literal, VanBan};

/// Head, kind name, subject and the rule below it.
pub(super) fn blocks(document: &VanBan, profile: &Profile, kind: &Kind, subject: &[Run]) -> Vec<Block> {
    let mut blocks = vec![Block::Head(head(document, profile, kind, subject))];
    if kind.ten_loai {
        let name = Paragraph::plain_in_style(profile, StyleId::TenLoai, kind.ten.as_str());
        blocks.push(Block::Paragraph(name.from_source(document.loai.span)));
    }
    if kind.trich_yeu == SubjectPlace::DuoiTenLoai {
        let line = Paragraph::new(StyleId::TrichYeu, subject.to_vec()).balanced();
        blocks.push(Block::Paragraph(line.from_source(document.trich_yeu.span)));
    }
    if matches!(blocks.last(), Some(Block::Paragraph(_))) {
        blocks.push(title_end(profile));
    }
    blocks
}

/// What ends the block of kind and subject, or the title of an annex: it
/// belongs to the paragraph before it.
pub(super) fn title_end(profile: &Profile) -> Block {
    match &profile.heading.duoi_trich_yeu.end {
        TitleEnd::Ke(kind) => Block::RuleUnder(RuleUnder { kind: *kind, keep_next: true }),
        TitleEnd::Chu(words) => {
            let line = Paragraph::plain(StyleId::TrichYeu, words.clone());
            Block::Paragraph(Paragraph { keep_next: true, ..line })
        }
    }
}

/// The head of a document issued with this one: names only.
pub(super) fn names_only(document: &VanBan, profile: &Profile) -> Head {
    let column =
        |lines: &[HeadLine]| lines.iter().filter_map(|line| head_item(line, document, profile)).collect();
    let law = &profile.heading;
    Head {
        left: column(&law.trai),
        right: column(&law.phai),
        number: None,
        subject: None,
        place_and_date: None,
        marks: Vec::new(),
    }
}

fn head(document: &VanBan, profile: &Profile, kind: &Kind, subject: &[Run]) -> Head {
    let law = &profile.heading;
    let column =
        |lines: &[HeadLine]| lines.iter().filter_map(|line| head_item(line, document, profile)).collect();
    let number = numbering::number(document, &law.so_ky_hieu);
    let number = law.so_ky_hieu.line(&number, &data::sign(document, profile, kind));
    let place = numbering::place_and_date(document, &law.dia_danh_thoi_gian);
    let marks = [
        mark(&document.muc_do_khan, &profile.marks.muc_do_khan, StyleId::MucDoKhan),
        mark(&document.pham_vi_luu_hanh, &profile.marks.pham_vi_luu_hanh, StyleId::PhamViLuuHanh),
    ];
    Head {
        left: column(&law.trai),
        right: column(&law.phai),
        number: kind.so.then(|| Paragraph::plain(StyleId::SoKyHieu, number)),
        subject: (kind.trich_yeu == SubjectPlace::DuoiSo).then(|| {
            let runs = led_by(&profile.phrases.ve_viec.chu, subject);
            Paragraph::new(StyleId::TrichYeuCongVan, runs).balanced().from_source(document.trich_yeu.span)
        }),
        place_and_date: kind
            .dia_danh
            .then(|| Paragraph::plain(StyleId::DiaDanhThoiGian, place).from_source(document.dia_danh.span)),
        marks: marks.into_iter().flatten().collect(),
    }
}

/// A text behind a lead word, which joins its first words where those are plain.
fn led_by(lead: &str, text: &[Run]) -> Vec<Run> {
    let mut lead = Run::plain(format!("{lead} "));
    let rest = match text {
        [first, rest @ ..] if lead.looks_like(first) => {
            lead.text.push_str(&first.text);
            rest
        }
        all => all,
    };
    std::iter::once(lead).chain(rest.iter().cloned()).collect()
}

fn head_item(line: &HeadLine, document: &VanBan, profile: &Profile) -> Option<HeadItem> {
    let (text, span) = match &line.text {
        HeadLineText::Chu(words) => (words.as_str(), Span::default()),
        HeadLineText::Truong(field) => {
            let name = match field.as_str() {
                "chu_quan" => document.co_quan.chu_quan.as_ref()?,
                _ => &document.co_quan.ten,
            };
            (name.as_str(), name.span)
        }
    };
    let paragraph = Paragraph::plain_in_style(profile, line.kieu, text).balanced().from_source(span);
    Some(HeadItem { paragraph, rule: line.ke })
}

fn mark(key: &Option<Literal>, group: &MarkGroup, style: StyleId) -> Option<MarkBox> {
    let key = key.as_ref()?;
    let mark = group.get(key.as_str())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a box of the law's table")]
    let tenths = |mm: f64| (mm * 10.0).round() as u32;
    Some(MarkBox {
        paragraph: Paragraph::plain(style, mark.chu.as_str()).from_source(key.span),
        column: group.cot,
        size_tenth_mm: (tenths(mark.rong_mm), tenths(mark.cao_mm)),
        colour: group.mau.clone(),
    })
}
