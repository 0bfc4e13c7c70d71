//! What a document has and its template does not print.

use super::text_renderer::TextRenderer;
use super::uses;
use crate::diagnostic::{Diagnostic, Span};
use crate::law::{FieldType, Kind};
use crate::model::{CanCu, GiaTriTruong, NoiDung, VanBan};

/// Reports every part and every field of the document that the template called
/// `name` leaves out: `printed` are the parts that it has, `source` is its text
/// with those that it includes.
pub(super) fn report(
    document: &VanBan,
    kind: &Kind,
    name: &str,
    printed: &[&str],
    source: &str,
    renderer: &mut TextRenderer,
) {
    for (part, span) in parts(document) {
        let has = |part: &str| printed.contains(&part);
        // Sample 1.6 has its own words for those it is wired to.
        if !(has(part) || part == "kinh_gui" && has("dien")) {
            let help = format!("thêm dòng <?{part}?> vào khuôn, chọn khuôn khác, hoặc bỏ `{part}`");
            renderer.report(fault(name, part).at(span).key(part).help(help));
        }
    }
    let fields = kind.truong.iter().filter(|field| field.kieu != FieldType::KyHieu);
    for field in fields {
        let Some(value) = document.truong.get(&field.khoa) else { continue };
        let key = field.khoa.as_str();
        let is_named = |text: &str| uses::names_field(text, key);
        if !is_named(source) && !document.texts().any(|text| is_named(&text.value)) {
            let help =
                format!("thêm {{{{ truong.{key} | safe }}}} vào khuôn, chọn khuôn khác, hoặc bỏ `{key}`");
            renderer.report(fault(name, key).at(place(value, document)).key(key).help(help));
        }
    }
}

fn fault(name: &str, what: &str) -> Diagnostic {
    Diagnostic::error("khuon", format!("khuôn `{name}` không in `{what}`")).label("chữ ở đây không được in")
}

/// The parts that the document has, and where they stand.
fn parts(document: &VanBan) -> Vec<(&'static str, Span)> {
    let basis = document.can_cu.first().map(|basis| match basis {
        CanCu::VienDan { vien_dan, .. } => vien_dan.loai.span,
        CanCu::DoanVan(text) => text.span,
    });
    let content = match &document.noi_dung {
        NoiDung::DoanVan(text) => (!text.value.trim().is_empty()).then_some(text.span),
        NoiDung::Muc(sections) => sections.first().map(|section| {
            let words = section.tieu_de.as_ref().or(section.noi_dung.as_ref());
            words.map_or(document.loai.span, |text| text.span)
        }),
    };
    let parts = [
        ("kinh_gui", document.kinh_gui.first().map(|text| text.span)),
        ("can_cu", basis),
        ("mo_dau", document.mo_dau.as_ref().map(|text| text.span)),
        ("noi_dung", content),
        ("ket", document.ket.as_ref().map(|text| text.span)),
    ];
    parts.into_iter().filter_map(|(part, span)| Some((part, span?))).collect()
}

fn place(value: &GiaTriTruong, document: &VanBan) -> Span {
    match value {
        GiaTriTruong::DoanVan(text) => text.span,
        GiaTriTruong::DanhSach(lines) => lines.first().map_or(document.loai.span, |line| line.span),
        GiaTriTruong::Ngay(_) => document.loai.span,
    }
}
