//! The end of a document: recipients, signature, address line.

use super::content::trim_end;
use super::engine::Engine;
use super::page::{Block, Foot, Paragraph, Run, Signature, Signatures};
use crate::law::{OnBehalfOf, Profile, StyleId};
use crate::model::{DiaChi, Literal, NguoiKy, NguoiSoanThao, TemplateText, VanBan};

/// Recipients at the left, signature at the right; where several sign, their
/// signatures side by side with the recipients below.
pub(super) fn blocks(document: &VanBan, profile: &Profile, engine: &mut Engine) -> Vec<Block> {
    let drafter = document.nguoi_soan_thao.as_ref();
    let recipients = recipients(&document.noi_nhan, document.luu.as_ref(), drafter, profile, engine);
    let signer = signature(&document.nguoi_ky, profile);
    if document.ky_cung.is_empty() {
        return vec![Block::Foot(Foot { recipients, signature: Some(signer) })];
    }
    let mut columns: Vec<Signature> =
        document.ky_cung.iter().map(|signer| signature(signer, profile)).collect();
    columns.push(signer);
    vec![Block::Signatures(Signatures { columns }), Block::Foot(Foot { recipients, signature: None })]
}

pub(super) fn signature(signer: &NguoiKy, profile: &Profile) -> Signature {
    let mut name = Vec::new();
    if let Some(other) = &signer.chuc_vu_khac {
        name.push(Paragraph::plain(StyleId::ChucVuKhac, other.value.clone()).balanced());
    }
    name.push(Paragraph::plain(StyleId::HoTen, signer.ho_ten.value.clone()));
    Signature { authority: authority(signer, profile), name }
}

/// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", a line each (II.7.b).
fn authority(signer: &NguoiKy, profile: &Profile) -> Vec<Paragraph> {
    let mut lines: Vec<String> = signer.ben.iter().map(|party| party.value.to_uppercase()).collect();
    let mut position = signer.chuc_vu.value.to_uppercase();
    for authority in &signer.quyen_han {
        let Some(law) = profile.authority(authority.ten.as_str()) else { continue };
        match (&authority.thay_cho, law.thay_cho) {
            (_, OnBehalfOf::ChinhMinh) => position = format!("{} {position}", law.chu),
            (Some(whom), _) => lines.push(format!("{} {}", law.chu, whom.value.to_uppercase())),
            (None, _) => {}
        }
    }
    lines.push(position);
    lines.into_iter().map(|line| Paragraph::plain(StyleId::QuyenHanChucVu, line).balanced()).collect()
}

/// "Nơi nhận:", a dash and a semicolon for each, "Lưu: VT." last, then the
/// drafter's sign (II.9.d, III.3).
pub(super) fn recipients(
    noi_nhan: &[TemplateText],
    luu: Option<&Literal>,
    drafter: Option<&NguoiSoanThao>,
    profile: &Profile,
    engine: &mut Engine,
) -> Vec<Paragraph> {
    let phrases = &profile.phrases;
    let mut lines = vec![Paragraph::plain(StyleId::NoiNhan, phrases.noi_nhan.chu.clone())];
    let mut kept = None;
    for recipient in noi_nhan {
        let mut runs = engine.inline(recipient);
        trim_end(&mut runs, &[";", ".", ","]);
        trim_dash(&mut runs);
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        if let Some(rest) = text.strip_prefix(phrases.luu.chu.as_str()) {
            kept = Some(rest.trim().to_owned());
            continue;
        }
        runs.insert(0, Run::plain("- "));
        runs.push(Run::plain(";"));
        lines.push(Paragraph::new(StyleId::NoiNhanMuc, runs));
    }
    let kept = luu.map(|luu| luu.value.trim_end_matches(['.', ';']).to_owned()).or(kept);
    let kept = kept.unwrap_or_else(|| phrases.luu_mac_dinh.chu.clone());
    lines.push(Paragraph::plain(StyleId::NoiNhanMuc, format!("- {} {kept}.", phrases.luu.chu)));
    if let Some(drafter) = drafter {
        let copies = drafter.so_ban.map_or_else(String::new, |copies| format!(".({copies})"));
        let sign = format!("{}{copies}", drafter.ky_hieu.value.to_uppercase());
        lines.push(Paragraph::plain(StyleId::KyHieuSoanThao, sign));
    }
    lines
}

/// Takes off a dash that the author typed.
fn trim_dash(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(['-', '–', ' ']).to_owned();
    }
}

/// The address line at the foot of page 1 (III.4).
pub(super) fn address(address: Option<&DiaChi>) -> Option<Paragraph> {
    let address = address?;
    let part =
        |lead: &str, value: &Option<Literal>| value.as_ref().map(|value| format!("{lead}{}", value.value));
    let parts: Vec<String> = [
        part("Địa chỉ: ", &address.dia_chi),
        part("ĐT: ", &address.dien_thoai),
        part("Fax: ", &address.fax),
        part("E-Mail: ", &address.thu_dien_tu),
        part("Website: ", &address.trang_thong_tin),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| Paragraph::plain(StyleId::DiaChi, parts.join("; ")))
}
