//! The body of the main document: the kind's template, with its parts put in.
//!
//! A template is Markdown with Tera. A line `<?ten?>` (an XML processing
//! instruction, which is an HTML block in `CommonMark`) stands for a composed
//! part of the document: `kinh_gui`, `can_cu`, `mo_dau`, `noi_dung`, `ket`.
//! After a line `<?phu_luc Tên?>` follows an annex.

use super::annex::TemplateAnnex;
use super::content::Content;
use super::markdown::{self, escape};
use super::page::{Addressees, Block, Signature, Signatures};
use super::paragraph::{Paragraph, Run};
use super::text_renderer::TextRenderer;
use super::{citation, content, embedded, sheets, trim, unprinted};
use crate::diagnostic::Diagnostic;
use crate::law::{Kind, Phrases, Profile, StyleId};
use crate::model::{CanCu, Literal, NoiDung, TemplateText, VanBan};

/// The names of the templates that a document can be set in.
fn names(renderer: &TextRenderer) -> impl Iterator<Item = &str> {
    embedded::TEMPLATES
        .iter()
        .map(|(name, _)| *name)
        .chain(renderer.own_templates().iter().map(|(name, _)| name.as_str()))
}

/// What a template makes of a document.
#[derive(Default)]
pub(super) struct TemplateBody {
    /// The blocks between head and foot.
    pub(super) blocks: Vec<Block>,
    /// The blocks below the foot: what follows a line `<?chu_ky?>`.
    pub(super) below: Vec<Block>,
    /// The annexes that the template adds.
    pub(super) annexes: Vec<TemplateAnnex>,
}

/// Runs the template of a document.
pub(super) fn body(
    document: &VanBan,
    profile: &Profile,
    kind: &Kind,
    renderer: &mut TextRenderer,
) -> TemplateBody {
    let Some(name) = find(document, kind, renderer) else { return TemplateBody::default() };
    let markdown = renderer.template(&name);
    let mut content = Content::of(document, profile, kind);
    let mut body = TemplateBody::default();
    let mut signed = false;
    let mut printed = Vec::new();
    for piece in markdown::split_parts(&markdown) {
        if let markdown::Piece::Part(part) = piece {
            printed.push(part);
        }
        let TemplateBody { blocks, below, annexes } = &mut body;
        let blocks = if signed { below } else { blocks };
        match piece {
            markdown::Piece::Markdown(text) => match annexes.last_mut() {
                Some(annex) => annex.markdown.push_str(text),
                None => blocks.extend(content.markdown(text, None, renderer)),
            },
            markdown::Piece::Part(part) if part.starts_with("phu_luc") => annexes.push(annex(part)),
            markdown::Piece::Part("chu_ky") => signed = true,
            markdown::Piece::Part(part) => blocks.extend(match part {
                "kinh_gui" => addressees(document, profile, kind, renderer),
                "can_cu" => bases(document, profile, renderer),
                "mo_dau" => content.text(document.mo_dau.as_ref(), renderer),
                "noi_dung" => {
                    let blocks = content.body(&document.noi_dung, renderer);
                    if blocks.is_empty() && kind.noi_dung {
                        renderer.report(empty(document));
                    }
                    blocks
                }
                "ket" => content.text(document.ket.as_ref(), renderer),
                "dien" => wired(document, profile, renderer),
                line if line.starts_with("xac_nhan ") => vec![confirmation(line, profile)],
                line if line.starts_with("dong ") => styled(line, profile),
                other => {
                    let message = format!("khuôn {name} gọi phần lạ <?{other}?>");
                    renderer.report(Diagnostic::error("khuon", message));
                    Vec::new()
                }
            }),
        }
    }
    unprinted::report(document, kind, &name, &printed, &renderer.template_source(&name), renderer);
    sheets::stay_at_end(&mut body.blocks);
    content::close(&mut body.blocks, &profile.phrases.ket_thuc.chu);
    body
}

/// The report of a content that prints nothing.
fn empty(document: &VanBan) -> Diagnostic {
    let span = match &document.noi_dung {
        NoiDung::DoanVan(text) => text.span,
        NoiDung::Muc(_) => document.loai.span,
    };
    Diagnostic::error("thieu-khoa", "`noi_dung` không in ra chữ nào")
        .at(span)
        .help("ghi nội dung; mục có `khi` thì xem điều kiện có đúng không")
}

/// `<?xac_nhan Lời?>`: room at the left for another body to confirm (sample 1.10).
fn confirmation(line: &str, profile: &Profile) -> Block {
    let (words, _) = markdown::inline(line.trim_start_matches("xac_nhan "));
    let left = Signature {
        authority: vec![Paragraph::new(StyleId::ChucVuKhac, words)],
        name: vec![Paragraph::plain(StyleId::ChucVuKhac, profile.phrases.ho_ten.chu.clone())],
    };
    Block::Signatures(Signatures { columns: vec![left, Signature::default()] })
}

/// `<?dong kieu Lời văn?>`: one line in a style of the legal table.
fn styled(line: &str, profile: &Profile) -> Vec<Block> {
    let mut words = line.splitn(3, ' ').skip(1);
    let (Some(name), Some(text)) = (words.next(), words.next()) else { return Vec::new() };
    let Some(style) = StyleId::ALL.iter().copied().find(|style| style.key() == name) else {
        return Vec::new();
    };
    let (runs, _) = markdown::inline(text);
    vec![Block::Paragraph(Paragraph::in_style(profile, style, runs).balanced())]
}

/// "A điện:" and those it is wired to (sample 1.6).
fn wired(document: &VanBan, profile: &Profile, renderer: &mut TextRenderer) -> Vec<Block> {
    let lead = Paragraph::plain(
        StyleId::KinhGuiNhieuNoi,
        profile.phrases.dien.chu.replace("{ten}", document.co_quan.ten.as_str()),
    );
    let lead = lead.from_source(document.co_quan.ten.span);
    vec![Block::Addressees(Addressees { lead, names: dashed(&document.kinh_gui, renderer) })]
}

/// `<?phu_luc Tên phụ lục?>`; `phu_luc_ngang` has landscape pages.
fn annex(part: &str) -> TemplateAnnex {
    let (word, title) = part.split_once(' ').unwrap_or((part, ""));
    TemplateAnnex {
        landscape: word == "phu_luc_ngang",
        title: markdown::inline(title).0,
        markdown: String::new(),
    }
}

fn find(document: &VanBan, kind: &Kind, renderer: &mut TextRenderer) -> Option<String> {
    let wanted = document.mau.as_ref().map(Literal::as_str).or(Some(kind.khuon.as_str()));
    let found = names(renderer).find(|name| Some(*name) == wanted).map(str::to_owned);
    if found.is_none() {
        let known = names(renderer).collect::<Vec<_>>().join(", ");
        let at = document.mau.as_ref().unwrap_or(&document.loai);
        renderer.report(
            Diagnostic::error("khuon", format!("không có khuôn `{}`", wanted.unwrap_or_default()))
                .key("mau")
                .at(at.span)
                .help(format!("các khuôn dùng được: {known}")),
        );
    }
    found
}

/// "Kính gửi: A" on one line, or a list below it (II.9.d).
fn addressees(document: &VanBan, profile: &Profile, kind: &Kind, renderer: &mut TextRenderer) -> Vec<Block> {
    let lead = kind.loi_kinh_gui.as_ref().unwrap_or(&profile.phrases.kinh_gui.chu);
    match document.kinh_gui.as_slice() {
        [] => Vec::new(),
        [name] => {
            let mut runs = vec![Run::plain(format!("{lead} "))];
            runs.append(&mut renderer.inline(name));
            vec![Block::Paragraph(Paragraph::new(StyleId::KinhGui, runs).from_source(name.span))]
        }
        names => {
            let lead = Paragraph::plain(StyleId::KinhGuiNhieuNoi, lead.clone());
            vec![Block::Addressees(Addressees { lead, names: dashed(names, renderer) })]
        }
    }
}

/// "- A;", "- B.".
fn dashed(names: &[TemplateText], renderer: &mut TextRenderer) -> Vec<Paragraph> {
    let line = |(index, text): (usize, &TemplateText)| {
        let end = if index + 1 == names.len() { "." } else { ";" };
        let mut name = renderer.inline(text);
        trim::trim_end(&mut name, &[";", ".", ","]);
        name.insert(0, Run::plain("- "));
        name.push(Run::plain(end));
        Paragraph::new(StyleId::KinhGuiNhieuNoi, name).from_source(text.span)
    };
    names.iter().enumerate().map(line).collect()
}

/// The legal bases, each ending in ";", the last in "." (II.6.a).
fn bases(document: &VanBan, profile: &Profile, renderer: &mut TextRenderer) -> Vec<Block> {
    let count = document.can_cu.len();
    let mut blocks = Vec::new();
    for (index, can_cu) in document.can_cu.iter().enumerate() {
        let mut runs = basis(can_cu, profile, renderer);
        trim::trim_end(&mut runs, &[";", ".", ","]);
        let last = index + 1 == count;
        let phrases = &profile.phrases;
        if let Some(dash) = &phrases.gach_can_cu {
            trim::trim_dash(&mut runs);
            runs.insert(0, Run::plain(dash.chu.clone()));
        }
        let end = if last { &phrases.dau_cuoi_can_cu_cuoi } else { &phrases.dau_cuoi_can_cu };
        runs.push(Run::plain(end.chu.clone()));
        let span = match can_cu {
            CanCu::VienDan { vien_dan, .. } => vien_dan.loai.span,
            CanCu::DoanVan(text) => text.span,
        };
        blocks.push(Block::Paragraph(Paragraph::new(StyleId::CanCu, runs).from_source(span)));
    }
    blocks
}

fn basis(can_cu: &CanCu, profile: &Profile, renderer: &mut TextRenderer) -> Vec<Run> {
    let (tu_dan, cited) = match can_cu {
        CanCu::VienDan { tu_dan, vien_dan } => (tu_dan, vien_dan),
        CanCu::DoanVan(text) => {
            let runs = renderer.inline(text);
            return with_lead_word(runs, &profile.phrases);
        }
    };
    let lead_word = tu_dan.as_ref().map_or(profile.phrases.can_cu.chu.as_str(), |word| word.as_str());
    let lead = citation::lead(cited, profile, true);
    let printed = cited.id.as_ref().map_or_else(String::new, |id| renderer.citations().printed(id.as_str()));
    let mut markdown = format!("{} {printed}{}", escape(lead_word), escape(&lead));
    if let Some(subject) = &cited.trich_yeu {
        markdown.push(' ');
        let words = renderer.markdown(subject);
        renderer.check_notes(&words, Some(subject));
        markdown.push_str(words.trim());
    }
    let (runs, faults) = markdown::inline(&markdown);
    renderer.refuse(faults, cited.trich_yeu.as_ref());
    runs
}

/// A basis typed as "Luật Giáo dục ..." gets its "Căn cứ"; one that starts
/// with a lead word of its own is left alone.
fn with_lead_word(mut runs: Vec<Run>, phrases: &Phrases) -> Vec<Run> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let text = text.trim_start().to_lowercase();
    if !phrases.tu_dan_can_cu.chu.iter().any(|word| text.starts_with(word)) {
        runs.insert(0, Run::plain(format!("{} ", phrases.can_cu.chu)));
    }
    runs
}
