//! Results from YAML: by year or another period, then by task.

use super::collect::{Collector, Row};
use crate::diagnostic::{Diagnostic, Place, Span, nearest};
use crate::source::table::{Cell, CellValue};
use crate::source::tree::{Entry, Node, NodeKind};

/// The keys of a data sheet.
const KEYS: [&str; 3] = ["so_lieu", "nhan_dinh", "da_gui"];
/// The keys of a task in a year.
const TASK_KEYS: [&str; 4] = ["trang_thai", "minh_chung", "nguyen_nhan", "chi_tieu"];

/// Takes a whole data sheet.
pub(super) fn collect(root: &Node, collector: &mut Collector<'_>) {
    let mut walk = ResultsWalk { collector };
    for entry in walk.entries(root, "các khóa so_lieu, nhan_dinh, da_gui") {
        match entry.key.as_str() {
            "so_lieu" => walk.periods(&entry.value),
            "nhan_dinh" => walk.assessments(&entry.value),
            "da_gui" => {
                for sent in walk.entries(&entry.value, "kỳ báo cáo và ngày gửi") {
                    if let Some(date) = walk.cell(&sent.value) {
                        walk.collector.sent(&key(sent), &date);
                    }
                }
            }
            _ => walk.unknown(entry, &KEYS),
        }
    }
}

struct ResultsWalk<'c, 'p> {
    collector: &'c mut Collector<'p>,
}

impl ResultsWalk<'_, '_> {
    /// The entries of a mapping; an empty value has none.
    fn entries<'n>(&mut self, node: &'n Node, expected: &str) -> &'n [Entry] {
        match &node.kind {
            NodeKind::Mapping(entries) => entries,
            _ if node.is_null() => &[],
            _ => {
                self.fault(node.span, &format!("cần {expected}, ở đây là {}", node.describe()));
                &[]
            }
        }
    }

    fn fault(&mut self, span: Span, message: &str) {
        let help = "viết mỗi khóa trên một dòng, dạng `khóa: giá trị`";
        self.collector.diagnostics.push(Diagnostic::error("sai-kieu", message).at(span).help(help));
    }

    fn unknown(&mut self, entry: &Entry, known: &[&str]) {
        let help = match nearest(&entry.key, known.iter().copied()) {
            Some(near) => format!("có phải ý bạn là `{near}`?"),
            None => format!("các khóa dùng được ở đây: {}", known.join(", ")),
        };
        let fault = Diagnostic::error("khoa-la", format!("không có khóa `{}`", entry.key));
        self.collector.diagnostics.push(fault.at(entry.key_span).label("khóa lạ").help(help));
    }

    /// A scalar as a cell; none when nothing stands there.
    fn cell(&mut self, node: &Node) -> Option<Cell> {
        match &node.kind {
            _ if node.is_null() => None,
            NodeKind::Scalar { text, .. } if text.trim().is_empty() => None,
            NodeKind::Scalar { text, .. } => match Cell::text(text, Place::from(node.span)) {
                Ok(cell) => Some(cell),
                Err(fault) => {
                    self.collector.diagnostics.push(fault);
                    None
                }
            },
            _ => {
                self.fault(node.span, &format!("cần một giá trị, ở đây là {}", node.describe()));
                None
            }
        }
    }

    fn periods(&mut self, node: &Node) {
        for period in self.entries(node, "các năm hoặc kỳ") {
            for task in self.entries(&period.value, "các nhiệm vụ") {
                self.task(&key(period), task);
            }
        }
    }

    fn task(&mut self, period: &Cell, task: &Entry) {
        let entries = self.entries(&task.value, "trang_thai, minh_chung, nguyen_nhan, chi_tieu");
        let mut found: [Option<Cell>; 3] = [None, None, None];
        let mut figures: &[Entry] = &[];
        for entry in entries {
            match TASK_KEYS.iter().position(|known| *known == entry.key) {
                Some(3) => figures = self.entries(&entry.value, "các chỉ tiêu và kết quả"),
                Some(index) => found[index] = self.cell(&entry.value),
                None => self.unknown(entry, &TASK_KEYS),
            }
        }
        let task = key(task);
        let [state, evidence, cause] = &found;
        let row = Row {
            task: &task,
            period,
            figure: None,
            value: None,
            state: state.as_ref(),
            evidence: evidence.as_ref(),
            cause: cause.as_ref(),
        };
        self.collector.row(&row);
        for figure in figures {
            let value = self.cell(&figure.value);
            let name = key(figure);
            let none = Row { state: None, evidence: None, cause: None, ..row };
            self.collector.row(&Row { figure: Some(&name), value: value.as_ref(), ..none });
        }
    }

    fn assessments(&mut self, node: &Node) {
        for report in self.entries(node, "các kỳ báo cáo") {
            for topic in self.entries(&report.value, "các mục nhận định") {
                if let Some(text) = self.cell(&topic.value) {
                    self.collector.assessment(&key(report), &key(topic), &text);
                }
            }
        }
    }
}

/// A key as a cell.
fn key(entry: &Entry) -> Cell {
    Cell { value: CellValue::Text(entry.key.clone()), place: Place::from(entry.key_span) }
}
