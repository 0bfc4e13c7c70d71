//! Runs the texts of a document through Tera and collects their faults.

use serde_json::json;
use tera::{Context, TeraResult};

use super::citation::{self, Citations, Unknown};
use super::compiled::{self, Compiled};
use super::dialect::Violation;
use super::images::Images;
use super::markdown::{self, Fault, Lines, Parsed, escape};
use super::page::Picture;
use super::paragraph::{Paragraph, Run, text_of};
use super::supplement::Supplement;
use super::words_at::{call_of, located, located_near};
use super::{data, dialect, footnote, mark, numbering, table_bounds, tera_fault, unknown, work};
use crate::diagnostic::Diagnostic;
use crate::law::{FieldType, Kind, Profile, StyleId};
use crate::model::{GiaTriTruong, Literal, TemplateText, VanBan};

/// Renders the texts of a document, in any order: where the words depend on
/// the place on paper, a mark stands in them until [`Citations::fill`].
pub(super) struct TextRenderer {
    compiled: Compiled,
    context: Context,
    citations: Citations,
    /// The texts that refer to sections.
    referring: Vec<TemplateText>,
    diagnostics: Vec<Diagnostic>,
    notices: Vec<Diagnostic>,
    subject: Vec<Run>,
    images: Images,
    /// Cells of the tables of its texts.
    cells: usize,
    /// What the texts may still ask of Tera, see [`work`].
    work: u64,
}

impl TextRenderer {
    /// For one document. Renders the subject, so that every other
    /// text can print it.
    pub(super) fn new(
        document: &VanBan,
        profile: &Profile,
        kind: &Kind,
        supplement: Supplement,
        compiled: Compiled,
    ) -> Self {
        let citations = Citations::new(document, profile);
        let mut context = data::context(document, profile, kind);
        context.insert(compiled::CITATIONS, citations.documents());
        for (name, value) in &supplement.variables {
            context.insert(name.clone(), value);
        }
        let mut renderer = Self {
            compiled,
            context,
            images: Images::new(document, supplement.images),
            citations,
            referring: Vec::new(),
            diagnostics: Vec::new(),
            notices: Vec::new(),
            cells: 0,
            subject: Vec::new(),
            work: work::PER_DOCUMENT,
        };
        // Nothing that a document may word is read before its subject.
        renderer.subject = renderer.printed(&document.trich_yeu);
        renderer.context.insert("trich_yeu", &renderer.subject_text());
        for (id, subject, cited) in citation::with_template_subject(document) {
            let words = text_of(&renderer.inline(subject));
            renderer.citations.word(id, cited, &words, profile);
        }
        renderer.context.insert(compiled::SECTIONS, renderer.citations.sections());
        renderer.insert_fields(document, kind);
        renderer
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
                Some(GiaTriTruong::Ngay(ngay)) => {
                    let form = &document.profile.phrases.ngay_sau_tu_ngay.chu;
                    json!(numbering::fill_day(form, Some(*ngay), None, ""))
                }
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
        let line = |line: &str| {
            if line.trim_start().starts_with("<?") {
                format!("\\{}", line.trim_start())
            } else {
                line.to_owned()
            }
        };
        markdown::with_blank_lines(markdown).split('\n').map(line).collect::<Vec<_>>().join("\n")
    }

    /// The templates of an office: name and source.
    pub(super) fn own_templates(&self) -> &[(String, String)] {
        self.compiled.own()
    }

    /// The source of a template, with those that it may include.
    pub(super) fn template_source(&self, name: &str) -> String {
        self.compiled.source(name)
    }

    /// The subject as it is printed.
    pub(super) fn subject(&self) -> &[Run] {
        &self.subject
    }

    /// The subject as plain text.
    pub(super) fn subject_text(&self) -> String {
        text_of(&self.subject)
    }

    /// What the document cites and refers to.
    pub(super) fn citations(&mut self) -> &mut Citations {
        &mut self.citations
    }

    /// A text of one line that is read next, its words put in at once.
    pub(super) fn printed(&mut self, text: &TemplateText) -> Vec<Run> {
        let mut runs = self.inline(text);
        self.citations.fill_runs(&mut runs);
        runs
    }

    /// Tells of the sections that were referred to and are not printed: the
    /// texts that refer run once more, with those that are, so that each fault
    /// has its place.
    fn report_missing(&mut self) {
        let missing = self.citations.take_missing();
        if missing.is_empty() {
            return;
        }
        let told = self.diagnostics.len();
        self.context.insert(compiled::SECTIONS, &self.citations.printed_sections());
        self.work = work::PER_DOCUMENT;
        for text in std::mem::take(&mut self.referring) {
            self.markdown(&text);
        }
        if self.diagnostics.len() == told {
            // A template refers to them.
            for id in missing {
                let fault = tera_fault::unknown(&Unknown::Section(id), &self.context);
                self.report(fault);
            }
        }
    }

    /// Adds a report; an error means that there will be no document.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what was noticed and stops nothing, which is told with the page tree. A code that is
    /// the id of a rule of the checker makes it a finding of that rule.
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
    pub(super) fn into_reports(mut self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        self.report_missing();
        for report in self.diagnostics.iter_mut().chain(&mut self.notices) {
            for words in [&mut report.message, &mut report.label, &mut report.help] {
                if mark::is_in(words) {
                    *words = self.citations.plain(words);
                }
            }
        }
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
        if let Some(Violation { range, reason, help }) = dialect::violation(&text.value) {
            let fault = Diagnostic::error("khuon", reason).at(text.span);
            self.report(fault.within(&text.value, range).help(help));
            return String::new();
        }
        if let Some((range, wrong)) = unknown::find(&text.value, &self.context) {
            let report = unknown::explain(&wrong, &self.context);
            self.report(report.at(text.span).within(&text.value, range));
            return String::new();
        }
        match self.run(&text.value) {
            Ok(markdown) => {
                if mark::refers(&markdown) {
                    self.referring.push(text.clone());
                }
                markdown
            }
            Err(error) => {
                let fault = tera_fault::explain(&error, &text.value, text.span, &self.context);
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
        if let Some(Violation { reason, .. }) = dialect::violation(&text.value) {
            self.report(Diagnostic::error("khi", reason).at(condition.span));
            return true;
        }
        if let Some((_, wrong)) = unknown::find(&text.value, &self.context) {
            let report = unknown::explain(&wrong, &self.context);
            self.report(report.at(condition.span).key("khi"));
            return true;
        }
        match self.run(&text.value) {
            Ok(printed) => !printed.is_empty(),
            Err(error) => {
                let fault = tera_fault::explain(&error, &text.value, text.span, &self.context);
                self.report(fault.at(condition.span).key("khi"));
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
        for Fault { message, help, words, at: offset } in faults {
            let fault = Diagnostic::error("loi-van", message).help(help);
            self.report(located_near(fault, at, &words, offset));
        }
    }

    /// Reports what is wrong with the footnotes of a text.
    pub(super) fn check_notes(&mut self, markdown: &str, at: Option<&TemplateText>) {
        for (message, help) in footnote::faults(markdown) {
            let fault = Diagnostic::error("chu-thich", message).help(help);
            self.report(fault.at(at.map(|text| text.span)));
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
        let Some(image) = self.images.named(name) else {
            let words = at.and_then(|text| call_of(name, &text.value)).unwrap_or_default();
            self.report(located(self.images.unknown(name), at, words));
            return None;
        };
        let caption = Some(caption).filter(|runs| !runs.is_empty());
        Some(Picture {
            image,
            alternative,
            caption: caption.map(|runs| Paragraph::new(StyleId::ChuThichHinh, runs)),
        })
    }

    /// Renders a template of the program.
    pub(super) fn template(&mut self, name: &str) -> String {
        match self.compiled.template(name, &self.context) {
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
        let (printed, left) = work::within(left, || self.compiled.text(source, &self.context));
        self.work = left;
        printed.and_then(|printed| match printed.len() + self.citations.bytes(&printed) {
            0..=compiled::MAX_OUTPUT_BYTES => Ok(printed),
            _ => Err(work::too_large("vien_dan")),
        })
    }
}
