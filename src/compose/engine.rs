//! Runs the texts of a document through Tera and collects their faults.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tera::{Context, ErrorKind, TeraResult};

use super::citation::{Citations, Unknown};
use super::compiled::{self, Compiled};
use super::content::Content;
use super::markdown::{self, Fault, Lines, Parsed, escape};
use super::page::{Image, Paragraph, Picture, Run};
use super::supplement::Supplement;
use super::{data, dialect, footnote, numbering, table_bounds, unknown_variable, work};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::law::{FieldType, Kind, Profile, StyleId};
use crate::model::{GiaTriTruong, Literal, NoiDung, TemplateText, VanBan};

/// Renders texts in document order: the first citation of a document is full,
/// the later ones short.
pub(super) struct Engine {
    compiled: Compiled,
    context: Context,
    citations: Arc<Citations>,
    diagnostics: Vec<Diagnostic>,
    notices: Vec<Diagnostic>,
    subject: String,
    images: Vec<Arc<Image>>,
    /// Cells of the tables of its texts.
    cells: usize,
    /// What the texts may still ask of Tera, see [`work`].
    work: u64,
}

impl Engine {
    /// An engine for one document. Renders the subject, so that every other
    /// text can print it.
    pub(super) fn new(
        document: &VanBan,
        profile: &'static Profile,
        kind: &Kind,
        supplement: Supplement,
        compiled: Compiled,
    ) -> Self {
        let citations = Arc::new(Citations::new(document, profile));
        let mut context = data::context(document, profile, kind);
        for (name, value) in &supplement.variables {
            context.insert(name.clone(), value);
        }
        let mut engine = Self {
            compiled,
            context,
            images: images(document, supplement.images),
            citations,
            diagnostics: Vec::new(),
            notices: Vec::new(),
            cells: 0,
            subject: String::new(),
            work: work::PER_DOCUMENT,
        };
        let runs = engine.inline(&document.trich_yeu);
        engine.subject = runs.iter().map(|run| run.text.as_str()).collect();
        engine.context.insert("trich_yeu", &engine.subject);
        engine.insert_fields(document, kind);
        engine
    }

    /// Works out the numbers of sections that texts refer to with `xem(id=...)`.
    pub(super) fn find_references(&mut self, document: &VanBan, profile: &'static Profile, kind: &Kind) {
        let NoiDung::Muc(sections) = &document.noi_dung else { return };
        if document.noi_dung.sections().iter().all(|section| section.id.is_none()) {
            return;
        }
        let mut found = Vec::new();
        // Faults are reported when the sections themselves are composed.
        let reported = self.diagnostics.len();
        Content::of(document, profile, kind).references(sections, None, self, &mut found);
        self.diagnostics.truncate(reported);
        self.citations.set_references(found);
    }

    /// Renders the fields that only this kind has, as `truong.<khoa>`: Markdown
    /// that templates print with `safe`. A field that is not there is empty.
    fn insert_fields(&mut self, document: &VanBan, kind: &Kind) {
        let mut fields = serde_json::Map::new();
        for field in &kind.truong {
            let value = match document.truong.get(field.khoa.as_str()) {
                None if field.mac_dinh.is_some() => {
                    let value = field.mac_dinh.clone().unwrap_or_default();
                    json!(self.field(&TemplateText { value, span: document.loai.span, verbatim: false }))
                }
                None if field.kieu == FieldType::DanhSach => json!([]),
                None => json!(""),
                Some(GiaTriTruong::Ngay(ngay)) => json!(numbering::long_date(*ngay)),
                Some(GiaTriTruong::DoanVan(text)) => json!(self.field(text)),
                Some(GiaTriTruong::DanhSach(lines)) => {
                    let lines: Vec<String> = lines.iter().map(|line| self.field(line)).collect();
                    json!(lines)
                }
            };
            fields.insert(field.khoa.clone(), value);
        }
        self.context.insert("truong", &serde_json::Value::Object(fields));
    }

    /// The Markdown of a field. It must not open a part of the template.
    fn field(&mut self, text: &TemplateText) -> String {
        let markdown = self.markdown(text);
        let markdown = markdown.trim();
        if let Err(fault) = table_bounds::check(markdown) {
            self.report(fault.at(text.span));
            return String::new();
        }
        let Parsed { faults, .. } = markdown::parse(markdown, Lines::Paragraphs);
        self.refuse(faults, Some(text));
        let line = |line: &str| match line.trim_start().starts_with("<?") {
            true => format!("\\{}", line.trim_start()),
            false => line.to_owned(),
        };
        markdown::with_blank_lines(markdown).split('\n').map(line).collect::<Vec<_>>().join("\n")
    }

    /// The subject as plain text.
    pub(super) fn subject(&self) -> String {
        self.subject.clone()
    }

    /// The citations of the document.
    pub(super) fn citations(&self) -> Arc<Citations> {
        Arc::clone(&self.citations)
    }

    /// Adds a report; an error means that there will be no document.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what was noticed and stops nothing, see [`Trang::notices`].
    ///
    /// [`Trang::notices`]: super::Trang::notices
    pub(super) fn notice(&mut self, diagnostic: Diagnostic) {
        self.notices.push(diagnostic);
    }

    /// Takes note of a table of a text.
    ///
    /// # Errors
    /// When it, or all of them together, are larger than anybody's.
    pub(super) fn take_table(&mut self, rows: usize, columns: usize) -> Result<(), Diagnostic> {
        table_bounds::take(&mut self.cells, rows, columns)
    }

    /// Every report so far, and every notice.
    pub(super) fn into_reports(self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        (self.diagnostics, self.notices)
    }

    /// Renders a text of the document to Markdown. Faults are reported, and
    /// leave nothing.
    pub(super) fn markdown(&mut self, text: &TemplateText) -> String {
        if text.verbatim {
            return escape(&text.value);
        }
        if !dialect::is_template(&text.value) {
            return text.value.clone();
        }
        if let Some((range, reason)) = dialect::violation(&text.value) {
            self.report(
                Diagnostic::error("khuon", reason)
                    .at(text.span)
                    .within(&text.value, range)
                    .help("dùng khuôn riêng (khóa `mau`) cho việc phức tạp hơn"),
            );
            return String::new();
        }
        match self.run(&text.value) {
            Ok(markdown) => markdown,
            Err(error) => {
                let fault = self.explain(&error, &text.value, text.span);
                self.report(fault);
                String::new()
            }
        }
    }

    /// Whether a condition of the document holds; a faulty one is reported.
    pub(super) fn holds(&mut self, condition: &Literal) -> bool {
        let words = condition.as_str();
        if ["{%", "%}", "{{", "}}"].iter().any(|mark| words.contains(mark)) {
            self.report(
                Diagnostic::error("khi", "điều kiện không có {{ }} hay {% %}")
                    .at(condition.span)
                    .help("viết thẳng điều kiện, ví dụ khi: bien.cap == \"THCS\""),
            );
            return true;
        }
        let text = TemplateText { value: compiled::condition(words), span: condition.span, verbatim: false };
        if let Some((_, reason)) = dialect::violation(&text.value) {
            self.report(Diagnostic::error("khi", reason).at(condition.span));
            return true;
        }
        match self.run(&text.value) {
            Ok(printed) => !printed.is_empty(),
            Err(error) => {
                let mut fault = self.explain(&error, &text.value, text.span);
                fault.within = None;
                self.report(fault.key("khi"));
                true
            }
        }
    }

    /// Renders a text of the document that is one line: a title, a name.
    pub(super) fn inline(&mut self, text: &TemplateText) -> Vec<Run> {
        let markdown = self.markdown(text);
        self.check_notes(&markdown, Some(text));
        let (runs, faults) = markdown::inline(&markdown);
        self.refuse(faults, Some(text));
        runs
    }

    /// Reports what of a text cannot be printed, each at its words. A template
    /// has no place; what its fields hold was reported with them.
    pub(super) fn refuse(&mut self, faults: Vec<Fault>, at: Option<&TemplateText>) {
        if at.is_none() && !self.diagnostics.is_empty() {
            return;
        }
        for Fault { message, help, words } in faults {
            let fault = Diagnostic::error("loi-van", message).help(help);
            self.report(located(fault, at, &words));
        }
    }

    /// Reports what is wrong with the footnotes of a text.
    pub(super) fn check_notes(&mut self, markdown: &str, at: Option<&TemplateText>) {
        for (message, help) in footnote::faults(markdown) {
            let fault = Diagnostic::error("chu-thich", message).help(help);
            self.report(Diagnostic { span: at.map(|text| text.span), ..fault });
        }
    }

    /// A picture by its name; reports one that is not there.
    pub(super) fn picture(
        &mut self,
        name: &str,
        alternative: String,
        caption: Vec<Run>,
        at: Option<&TemplateText>,
    ) -> Option<Picture> {
        let Some(image) = self.images.iter().find(|image| image.name == name) else {
            let fault = Diagnostic::error("hinh", format!("không có hình `{name}`"))
                .label("hình lạ")
                .help(self.known_pictures(name));
            let words = at.and_then(|text| call_of(name, &text.value)).unwrap_or_default();
            self.report(located(fault, at, words));
            return None;
        };
        let caption = Some(caption).filter(|runs| !runs.is_empty());
        Some(Picture {
            image: Arc::clone(image),
            alternative,
            caption: caption.map(|runs| Paragraph::new(StyleId::ChuThichHinh, runs)),
        })
    }

    /// How to mend the call of a picture that is not there.
    fn known_pictures(&self, name: &str) -> String {
        let known: Vec<&str> = self.images.iter().map(|image| image.name.as_str()).collect();
        if let Some(near) = nearest(name, known.iter().copied()) {
            return format!("có phải ý bạn là `{near}`?");
        }
        let (id, tep) = match Path::new(name).extension() {
            Some(_) => {
                let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
                (crate::slug::slug(&stem), name.to_owned())
            }
            None => (name.to_owned(), format!("{name}.png")),
        };
        let declare = format!("khai báo hinh: [{{id: {id}, tep: {tep}}}]");
        match (known.is_empty(), id == name) {
            (true, true) => declare,
            (true, false) => format!("{declare} và gọi ![...]({id})"),
            (false, true) => format!("các hình đã khai báo: {}", known.join(", ")),
            (false, false) => {
                format!("{declare} và gọi ![...]({id}); các hình đã khai báo: {}", known.join(", "))
            }
        }
    }

    /// Renders a template of the program.
    pub(super) fn template(&mut self, name: &str) -> String {
        match self.compiled.template(name, &self.context, &self.citations) {
            Ok(markdown) => markdown,
            Err(error) => {
                let message = format!("khuôn {name} viết sai: {error}");
                self.report(Diagnostic::error("khuon", message));
                String::new()
            }
        }
    }

    /// Renders a text of the document within the work it may ask for.
    fn run(&mut self, source: &str) -> TeraResult<String> {
        let cost = work::estimate(source, &self.context);
        if cost.held > work::MAX_HELD {
            return Err(work::too_large("~"));
        }
        let Some(left) = self.work.checked_sub(cost.work) else {
            self.work = 0;
            return Err(work::too_large("các phép tính"));
        };
        let (printed, left) =
            work::within(left, || self.compiled.text(source, &self.context, &self.citations));
        self.work = left;
        printed
    }

    /// A call of `vien_dan` or `xem` with an id that nothing has.
    fn explain_unknown(&self, unknown: &Unknown) -> Diagnostic {
        let (id, known, message, nothing) = match unknown {
            Unknown::Citation(id) => {
                let message = format!("không có văn bản nào mang id `{id}`");
                (id, self.citations.ids(), message, "khai báo văn bản trong `can_cu` hoặc `vien_dan`")
            }
            Unknown::Section(id) => {
                let message = format!("không có mục nào mang id `{id}`");
                (id, self.citations.section_ids(), message, "thêm `id` vào mục được nhắc đến")
            }
        };
        let help = match nearest(id, known.iter().map(String::as_str)) {
            Some(near) => format!("có phải ý bạn là `{near}`?"),
            None if known.is_empty() => nothing.to_owned(),
            None => format!("các id đã khai báo: {}", known.join(", ")),
        };
        Diagnostic::error("vien-dan", message).label("id lạ").help(help)
    }

    /// Turns an error of Tera into a report at its place in the text.
    fn explain(&self, error: &tera::Error, text: &str, span: Span) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
            ErrorKind::Io(_) => {
                return Diagnostic::error("khuon", "đoạn này dài quá 1 MB sau khi điền").at(span);
            }
            _ if work::is_told_by(&error.to_string()) => return too_much(error.to_string()).at(span),
            _ => return Diagnostic::error("khuon", format!("không điền được: {error}")).at(span),
        };
        let range = byte_range(text, report.span());
        let paths = data::paths(&self.context);
        let undefined = unknown_variable::is_undefined(report.message());
        let range = if undefined { unknown_variable::place(text, range, &paths) } else { range };
        let words = text[range.clone()].trim();
        let diagnostic = if let Some(unknown) = self.citations.take_unknown() {
            self.explain_unknown(&unknown)
        } else if work::is_told_by(report.message()) {
            too_much(report.message())
        } else if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
            let message = format!("viết sai cú pháp Tera ({})", report.message());
            Diagnostic::error("khuon", message)
                .help("biến viết {{ ten }}, lựa chọn viết {% if ... %}...{% endif %}")
        } else if undefined {
            unknown_variable::report(words, &paths)
        } else {
            Diagnostic::error("khuon", format!("không điền được: {}", report.message()))
        };
        diagnostic.at(span).within(text, range)
    }
}

/// The words `![...](name)` of a text, where it holds them literally.
fn call_of<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let link = format!("]({name}");
    let (middle, _) = text
        .match_indices(&link)
        .find(|(middle, _)| matches!(text[middle + link.len()..].chars().next(), Some(')' | ' ')))?;
    let start = text[..middle].rfind("![")?;
    let end = middle + text[middle..].find(')')? + 1;
    Some(&text[start..end])
}

/// A report about words of a text: at the words themselves where the text has
/// them as typed, else at the whole text.
pub(super) fn located(report: Diagnostic, at: Option<&TemplateText>, words: &str) -> Diagnostic {
    let Some(text) = at else { return report };
    let report = report.at(text.span);
    match text.value.find(words).filter(|_| !words.is_empty()) {
        Some(start) => report.within(&text.value, start..start + words.len()),
        None => report,
    }
}

/// A text that asks too much of Tera.
fn too_much(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("khuon", message)
        .help("viết thẳng kết quả vào văn bản, chia nhỏ danh sách trong `bien`, hoặc đưa dữ liệu vào `bang`")
}

/// The pictures of a supplement, then those of the document.
fn images(document: &VanBan, supplement: Vec<Image>) -> Vec<Arc<Image>> {
    let own = document.hinh.iter().map(|hinh| Image {
        name: hinh.id.value.clone(),
        file: Arc::clone(&hinh.tep),
        format: hinh.dang,
        turn: hinh.xoay,
        size_px: hinh.size_px,
        size_tenth_mm: hinh.size_tenth_mm,
    });
    supplement.into_iter().chain(own).map(Arc::new).collect()
}

/// Tera's lines and columns as a byte range of the text.
fn byte_range(text: &str, span: &tera::Span) -> Range<usize> {
    let offset = |line: usize, column: usize| {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &text[start.min(text.len())..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    };
    let start = offset(span.start_line, span.start_col).min(text.len());
    let end = offset(span.end_line, span.end_col).min(text.len());
    start..end.max(start)
}
