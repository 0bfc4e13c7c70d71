//! What a copy adds to the document it copies (Phụ lục I, Phần II).

use super::foot;
use super::numbering::{fill_day, padded};
use super::page::{Block, Foot, Head, HeadItem};
use super::paragraph::Paragraph;
use super::text_renderer::TextRenderer;
use crate::law::{CopyForm, Profile, RuleKind, StyleId};
use crate::model::{BanSao, VanBan};

/// Words above an electronic copy (sample 3.2).
pub(super) fn above(document: &VanBan, profile: &Profile) -> Vec<Block> {
    let Some((copy, form)) = found(document, profile).filter(|(copy, _)| copy.dien_tu) else {
        return Vec::new();
    };
    let time = format!("Thời gian ký: {}", profile.phrases.cho_dien.chu);
    [form.chu.clone(), copy.body(&document.co_quan).to_owned(), time]
        .into_iter()
        .map(|line| Block::Paragraph(Paragraph::plain(StyleId::ThongTinKySo, line)))
        .collect()
}

/// The elements of a paper copy, below a line across the page, behind all
/// that is copied (sample 3.1; Phụ lục I, Phần II, II.2.a).
pub(super) fn below(document: &VanBan, profile: &Profile, renderer: &mut TextRenderer) -> Vec<Block> {
    let Some((copy, form)) = found(document, profile).filter(|(copy, _)| !copy.dien_tu) else {
        return Vec::new();
    };
    let Some(signer) = &copy.nguoi_ky else { return Vec::new() };
    let law = &profile.heading;
    let name = copy.body(&document.co_quan);
    let sign = match copy.abbreviation(&document.co_quan, profile) {
        Some(body) => law.so_ky_hieu.sign(&form.ky_hieu, body),
        None => form.ky_hieu.clone(),
    };
    let number = copy.so.map_or_else(|| law.so_ky_hieu.cho_trong.clone(), padded);
    let number = law.so_ky_hieu.line(&number, &sign);
    let place = copy.dia_danh.as_ref().unwrap_or(&document.dia_danh);
    let date = fill_day(&law.dia_danh_thoi_gian.mau, copy.ngay, None, &law.dia_danh_thoi_gian.cho_trong);
    // On one sheet: the head stays with the signature, which never splits.
    let kept = |style, text: String| Paragraph { keep_next: true, ..Paragraph::plain(style, text) };
    let line = Paragraph::plain_in_style(profile, StyleId::CoQuan, name).balanced();
    let line = Paragraph { keep_next: true, ..line };
    let head = Head {
        left: vec![HeadItem { paragraph: line, rule: Some(RuleKind::MotPhanDongChu) }],
        right: vec![HeadItem { paragraph: kept(StyleId::HinhThucSao, form.chu.clone()), rule: None }],
        number: Some(kept(StyleId::SoKyHieu, number)),
        subject: None,
        place_and_date: Some(kept(StyleId::DiaDanhThoiGian, date.replace("{dia_danh}", place.as_str()))),
        marks: Vec::new(),
    };
    let foot = Foot {
        recipients: foot::recipients(
            &copy.noi_nhan,
            foot::Kept { said: None, body: name },
            None,
            profile,
            renderer,
        ),
        signature: Some(foot::signature(signer, profile)),
    };
    vec![Block::Line, Block::Head(head), Block::Foot(foot)]
}

fn found<'d>(document: &'d VanBan, profile: &'d Profile) -> Option<(&'d BanSao, &'d CopyForm)> {
    let copy = document.sao.as_ref()?;
    Some((copy, profile.copies.iter().find(|form| form.khoa == copy.hinh_thuc.as_str())?))
}
