//! The end of a document: recipients, signature, address line.

use super::page::{Block, Foot, Signature, Signatures};
use super::paragraph::{Paragraph, Run};
use super::text_renderer::TextRenderer;
use super::trim::{trim_dash, trim_end};
use crate::diagnostic::{Diagnostic, Span};
use crate::law::{Body, OnBehalfOf, Profile, StyleId};
use crate::model::{DiaChi, Literal, NguoiKy, NguoiSoanThao, TemplateText, VanBan};

/// Recipients at the left, signature at the right; where several sign, their
/// signatures side by side with the recipients below.
pub(super) fn blocks(document: &VanBan, profile: &Profile, renderer: &mut TextRenderer) -> Vec<Block> {
    let drafter = document.nguoi_soan_thao.as_ref();
    let kept = Kept { said: document.luu.as_ref(), body: document.co_quan.ten.as_str() };
    let recipients = recipients(&document.noi_nhan, kept, drafter, profile, renderer);
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
        // A position of the signer, in capitals as every one is (II.7.đ).
        let line = Paragraph::plain_in_style(profile, StyleId::ChucVuKhac, other.as_str());
        name.push(line.balanced().from_source(other.span));
    }
    let signed = Paragraph::plain(StyleId::HoTen, signer.ho_ten.as_str());
    name.push(signed.from_source(signer.ho_ten.span));
    Signature { authority: authority(signer, profile), name }
}

/// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", a line each (II.7.b).
fn authority(signer: &NguoiKy, profile: &Profile) -> Vec<Paragraph> {
    let mut lines: Vec<(Run, Span)> =
        signer.ben.iter().map(|party| (Run::plain(party.as_str()), party.span)).collect();
    let mut position = Run::plain(signer.chuc_vu.as_str());
    for authority in &signer.quyen_han {
        let Some(law) = profile.authority(authority.ten.as_str()) else { continue };
        match (&authority.thay_cho, law.thay_cho) {
            (_, OnBehalfOf::ChinhMinh) => position.text = format!("{} {}", law.chu, position.text),
            (Some(whom), _) => {
                let line = Run::plain(format!("{} {}", law.chu, whom.value));
                lines.push((Run { bold: law.dam, ..line }, whom.span));
            }
            (None, _) => {}
        }
    }
    lines.push((position, signer.chuc_vu.span));
    let line = |(run, span): (Run, Span)| {
        Paragraph::in_style(profile, StyleId::QuyenHanChucVu, vec![run]).balanced().from_source(span)
    };
    lines.into_iter().map(line).collect()
}

/// What is known of the last recipient line.
pub(super) struct Kept<'d> {
    /// What the document says.
    pub(super) said: Option<&'d Literal>,
    /// The issuing body.
    pub(super) body: &'d str,
}

/// "Nơi nhận:", a dash and a semicolon for each, "Lưu: VT." last, then the
/// drafter's sign (II.9.d, III.3).
pub(super) fn recipients(
    noi_nhan: &[TemplateText],
    kept: Kept<'_>,
    drafter: Option<&NguoiSoanThao>,
    profile: &Profile,
    renderer: &mut TextRenderer,
) -> Vec<Paragraph> {
    let phrases = &profile.phrases;
    let mut lines = vec![Paragraph::plain(StyleId::NoiNhan, phrases.noi_nhan.chu.clone())];
    let (mut typed, mut notes) = (None, Vec::new());
    for recipient in noi_nhan {
        let mut runs = renderer.inline(recipient);
        trim_end(&mut runs, &[";", ".", ","]);
        trim_dash(&mut runs);
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        if let Some(rest) = kept_line(&text, profile) {
            if typed.replace((rest.to_owned(), recipient.span)).is_some() {
                renderer.report(kept_twice(recipient.span));
            }
            notes.extend(runs.into_iter().filter(|run| run.note.is_some()));
            continue;
        }
        runs.insert(0, Run::plain("- "));
        runs.push(Run::plain(";"));
        lines.push(Paragraph::new(StyleId::NoiNhanMuc, runs).from_source(recipient.span));
    }
    let said = kept.said.map(|said| {
        let words = said.value.trim().trim_end_matches(['.', ';']);
        (kept_line(words, profile).unwrap_or(words).to_owned(), said.span)
    });
    if let (Some((said, _)), Some((typed, span))) = (&said, &typed)
        && said != typed
    {
        renderer.report(kept_twice(*span));
    }
    let usual = || (profile.kept_by(kept.body).to_owned(), Span::default());
    let (kept, span) = said.or(typed).unwrap_or_else(usual);
    notes.insert(0, Run::plain(format!("- {} {kept}.", phrases.luu.chu)));
    lines.push(Paragraph::new(StyleId::NoiNhanMuc, notes).from_source(span));
    if let Some(drafter) = drafter {
        let copies = drafter.so_ban.map_or_else(String::new, |copies| format!(".({copies})"));
        let sign = format!("{}{copies}", drafter.ky_hieu.value);
        let line = Paragraph::plain_in_style(profile, StyleId::KyHieuSoanThao, sign);
        lines.push(line.from_source(drafter.ky_hieu.span));
    }
    lines
}

/// Two places that keep copies: only one can be printed.
fn kept_twice(span: Span) -> Diagnostic {
    Diagnostic::error("noi-nhan", "nơi lưu ghi hai lần khác nhau")
        .at(span)
        .help("giữ một chỗ: khóa `luu`, hoặc một dòng \"Lưu: VT, ...\" ở cuối `noi_nhan`")
}

/// Who keeps copies, when a recipient is the line "Lưu: VT" itself. Where the
/// word has no colon it may also begin a name (Lưu Văn A): then only the
/// places that the law knows count.
fn kept_line<'t>(text: &'t str, profile: &Profile) -> Option<&'t str> {
    let rest = text.strip_prefix(profile.phrases.luu.chu.trim_end_matches(':'))?.trim();
    if let Some(rest) = rest.strip_prefix(':') {
        return Some(rest.trim());
    }
    // "Lưu VT, TCCB": the office's own shelf, colon or not.
    let behind = rest.strip_prefix(profile.phrases.van_thu.chu.as_str());
    if behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(',')) {
        return Some(rest);
    }
    let known = |body: &Body| body.luu.to_lowercase() == rest.to_lowercase();
    profile.basis.co_quan.iter().any(known).then_some(rest)
}

/// The address line at the foot of page 1 (III.4).
pub(super) fn address(address: Option<&DiaChi>, profile: &Profile) -> Option<Paragraph> {
    let address = address?;
    let forms = &profile.phrases.dia_chi;
    let part =
        |lead: &str, value: &Option<Literal>| value.as_ref().map(|value| format!("{lead}{}", value.value));
    let parts: Vec<String> = [
        part(&forms.dia_chi, &address.dia_chi),
        part(&forms.dien_thoai, &address.dien_thoai),
        part(&forms.fax, &address.fax),
        part(&forms.thu_dien_tu, &address.thu_dien_tu),
        part(&forms.trang_thong_tin, &address.trang_thong_tin),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| Paragraph::plain(StyleId::DiaChi, parts.join(&forms.ngan_cach)))
}
