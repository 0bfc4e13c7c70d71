//! Reads values out of the located tree and collects every fault on the way.
//!
//! A type that can be read implements [`FromNode`]. A mapping is read key by
//! key through [`super::mapping`]; a fault in one key never hides another.

use std::sync::Arc;

use super::budget::Budget;
use super::renamed::{self, Renamed};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Sources};
use crate::files::Folder;
use crate::law::{Law, Profile};
use crate::legacy_encoding;
use crate::model::{GiaiDoan, Literal, Ngay, NgayError, TemplateText};

/// Collects the reports of reading one document.
pub(super) struct Reader<'s> {
    pub(super) sources: &'s mut Sources,
    /// Folder of the main file: where included files are looked for.
    pub(super) folder: Folder,
    /// The profiles, with the kinds of the office.
    pub(super) law: Law,
    /// The profile the document names.
    pub(super) profile: Arc<Profile>,
    /// Text of old code pages is taken as it is, for the checker to convert.
    pub(super) keeps_legacy: bool,
    /// What the tables and pictures of the document may still take up.
    pub(super) budget: Budget,
    /// The years of the plan, once its calendar is read; before its tasks.
    pub(super) plan: Option<GiaiDoan>,
    /// Keys that had another name before.
    pub(super) renamed: &'static [Renamed],
    diagnostics: Vec<Diagnostic>,
    path: Vec<String>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(sources: &'s mut Sources, folder: Folder, law: &Law) -> Self {
        Self {
            sources,
            folder,
            law: law.clone(),
            profile: Arc::clone(law.default_profile()),
            keeps_legacy: false,
            budget: Budget::default(),
            plan: None,
            renamed: renamed::KEYS,
            diagnostics: Vec::new(),
            path: Vec::new(),
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Adds a report; the path of the key being read is put in.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let key = self.path.concat();
        let key = key.strip_prefix('.').unwrap_or(&key).to_owned();
        self.diagnostics.push(diagnostic.key(key));
    }

    /// Reads `node` with `segment` (`.ten`, `[2]`) added to the path.
    pub(super) fn under<T>(&mut self, segment: String, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let value = read(self);
        self.path.pop();
        value
    }

    /// Reports that something else was expected; gives `None` for `?`.
    pub(super) fn mismatch<T>(&mut self, node: &Node, expected: &str, help: &str) -> Option<T> {
        self.report(
            Diagnostic::error("sai-kieu", format!("cần {expected}, ở đây là {}", node.describe()))
                .at(node.span)
                .label(format!("cần {expected}"))
                .help(help),
        );
        None
    }

    /// The text of a scalar.
    fn scalar<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if !node.is_null() => Some(text),
            NodeKind::Mapping(_) => self.mismatch(
                node,
                expected,
                "nếu giá trị có dấu hai chấm hoặc bắt đầu bằng {, hãy đặt nó trong dấu nháy kép",
            ),
            _ => self.mismatch(node, expected, "ghi giá trị sau dấu hai chấm, hoặc bỏ cả khóa này"),
        }
    }

    /// Reports white space in quotes where words should be.
    pub(super) fn check_filled(&mut self, node: &Node) -> Option<()> {
        if node.is_blank() {
            let fault = Diagnostic::error("thieu-chu", "ở đây cần chữ, mà để trống").at(node.span);
            self.report(fault.help("ghi chữ vào giữa hai dấu nháy, hoặc bỏ chỗ này"));
            return None;
        }
        Some(())
    }

    /// Reports text of an old code page and characters that cannot be printed.
    fn check_text(&mut self, node: &Node, text: &str) -> Option<()> {
        if let Some(found) = legacy_encoding::of_text(text).filter(|_| !self.keeps_legacy) {
            self.report(
                Diagnostic::error("bang-ma", format!("chữ ở đây theo bảng mã {found}, không phải Unicode"))
                    .at(node.span)
                    .help(format!(
                        "chuyển đoạn này sang Unicode, ví dụ bằng UniKey: Bảng mã nguồn {found}, đích Unicode"
                    )),
            );
            return None;
        }
        if let Some((at, c)) = text.char_indices().find(|&(_, c)| crate::character::is_unprintable(c)) {
            self.report(
                Diagnostic::error("ky-tu", format!("ký tự điều khiển U+{:04X} không in được", c as u32))
                    .at(node.span)
                    .within(text, at..at + c.len_utf8())
                    .help("xóa ký tự này"),
            );
            return None;
        }
        Some(())
    }
}

/// A value that can be read from the tree.
pub(super) trait FromNode: Sized {
    /// Reads the value; on a fault reports it and gives `None`.
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self>;
}

impl FromNode for Literal {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = cx.scalar(node, "một giá trị")?;
        cx.check_text(node, text)?;
        Some(Self { value: text.trim().to_owned(), span: node.span })
    }
}

impl FromNode for TemplateText {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = cx.scalar(node, "một đoạn văn")?;
        cx.check_text(node, text)?;
        Some(Self { value: text.to_owned(), span: node.span, verbatim: false })
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = cx.scalar(node, "một số nguyên")?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits => Some(number),
            _ => cx.mismatch(node, "một số nguyên không âm", "chỉ ghi chữ số, ví dụ 45"),
        }
    }
}

impl FromNode for f64 {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = cx.scalar(node, "một số")?;
        match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => cx.mismatch(node, "một số", "ví dụ 1.27"),
        }
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        match cx.scalar(node, "true hoặc false")? {
            "true" => Some(true),
            "false" => Some(false),
            _ => cx.mismatch(node, "true hoặc false", "ghi true (có) hoặc false (không)"),
        }
    }
}

impl FromNode for Ngay {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let text = cx.scalar(node, "một ngày")?;
        let message = match Self::parse(text) {
            Ok(date) => return Some(date),
            Err(NgayError::Form) => format!("`{text}` không phải là ngày"),
            Err(NgayError::Month(thang)) => format!("không có tháng {thang}"),
            Err(NgayError::Day { thang, nam, cuoi_thang }) => {
                format!("không có ngày này: tháng {thang} năm {nam} có {cuoi_thang} ngày")
            }
        };
        cx.report(
            Diagnostic::error("ngay", message)
                .at(node.span)
                .label("cần một ngày có thật")
                .help("viết 2021-11-15 hoặc 15/11/2021"),
        );
        None
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    /// Reads what can be read of a list; a faulty item is left out, reported.
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let NodeKind::Sequence(items) = &node.kind else {
            return cx.mismatch(node, "một danh sách", "viết mỗi mục trên một dòng, bắt đầu bằng \"- \"");
        };
        let read = |(index, item): (usize, &Node)| {
            cx.under(format!("[{index}]"), |cx| {
                cx.check_filled(item)?;
                T::from_node(item, cx)
            })
        };
        Some(items.iter().enumerate().filter_map(read).collect())
    }
}
