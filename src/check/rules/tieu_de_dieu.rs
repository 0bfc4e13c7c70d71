//! Articles of regulations have titles.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::{Severity, Span};
use crate::law::Outline;
use crate::model::{Muc, NoiDung};

pub(super) const RULE: Rule = Rule {
    id: "ND30-II.6.d-tieu_de_dieu",
    scope: Scope::Administrative,
    name: "Phần, chương, mục, điều của quy chế, quy định phải có tiêu đề",
    severity: Severity::Warning,
    source: "NĐ 30, Phụ lục I, Phần I, II.6.d",
    explanation: "Văn bản bố cục theo phần, chương, mục, tiểu mục, điều thì phần, chương, mục, tiểu mục, điều phải có tiêu \
        đề: cụm từ chỉ nội dung chính, ví dụ \"Điều 1. Phạm vi áp dụng\".",
    wrong: Example::Keys(
        "loai: quy_che\nnoi_dung:\n  - {noi_dung: Quy chế này quy định việc mượn và trả sách.}",
    ),
    right: Example::Keys(
        "loai: quy_che\nnoi_dung:\n  - {tieu_de: Phạm vi áp dụng, noi_dung: Quy chế này quy định việc mượn và trả sách.}",
    ),
    fixable: false,
    run,
};

/// Walks the content of regulations.
fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    let Some(kind) = facts.kind.filter(|_| facts.is_kind(&["quy_che", "quy_dinh"])) else { return };
    let outline = facts.profile.outlines.get(kind.bo_cuc);
    let Some(article) = outline.index_of("dieu") else { return };
    if let Some(NoiDung::Muc(sections)) = facts.content {
        walk(sections, outline.first(), (outline, article), report);
    }
}

/// Checks the sections of one level down to articles.
fn walk(sections: &[Muc], default: usize, law: (&Outline, usize), report: &mut RuleReport) {
    let (outline, article) = law;
    for section in sections {
        let named = section.cap.as_ref().and_then(|cap| outline.index_of(cap.as_str()));
        let level = named.unwrap_or(default);
        if level > article {
            continue;
        }
        if section.tieu_de.is_none()
            && let Some(span) = place(section)
        {
            let name = ["phần", "chương", "mục", "tiểu mục", "điều"].get(level).copied().unwrap_or("mục");
            report.place(span, format!("{name} này không có tiêu đề")).help("thêm `tieu_de`");
        }
        walk(&section.muc, (level + 1).max(outline.first()), law, report);
    }
}

/// Where a section without a title stands: its text, or that of the first
/// section below it.
fn place(section: &Muc) -> Option<Span> {
    let own = section.noi_dung.as_ref().map(|text| text.span);
    own.or_else(|| {
        let first = section.muc.first()?;
        first.tieu_de.as_ref().map(|title| title.span).or_else(|| place(first))
    })
}
