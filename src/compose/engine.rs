//! Runs the texts of a document through Tera and collects their faults.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::citation::Citations;
use super::markdown::{self, escape};
use super::page::{Image, Paragraph, Picture, Run};
use super::supplement::Supplement;
use super::{data, dialect};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::law::{Kind, Profile, StyleId};
use crate::model::{Literal, TemplateText, VanBan};

/// Most bytes one text may become.
const MAX_OUTPUT_BYTES: usize = 1024 * 1024;
/// A condition becomes a text that prints something where it holds.
const CONDITION_START: &str = "{% if ";
const CONDITION_END: &str = " %}x{% endif %}";
/// Most steps of `range()`.
const MAX_RANGE: i64 = 1000;

/// Renders texts in document order: the first citation of a document is full,
/// the later ones short.
pub(super) struct Engine {
    tera: Tera,
    context: Context,
    citations: Arc<Citations>,
    diagnostics: Vec<Diagnostic>,
    subject: String,
    images: Vec<Arc<Image>>,
}

impl Engine {
    /// An engine for one document. Renders the subject, so that every other
    /// text can print it.
    pub(super) fn new(
        document: &VanBan,
        profile: &'static Profile,
        kind: &Kind,
        supplement: Supplement,
    ) -> Self {
        let citations = Arc::new(Citations::new(document, profile));
        let mut context = data::context(document, profile, kind);
        for (name, value) in &supplement.variables {
            context.insert(name.clone(), value);
        }
        let mut engine = Self {
            tera: tera(&citations, profile),
            context,
            images: supplement.images.into_iter().map(Arc::new).collect(),
            citations,
            diagnostics: Vec::new(),
            subject: String::new(),
        };
        let runs = engine.inline(&document.trich_yeu);
        engine.subject = runs.iter().map(|run| run.text.as_str()).collect();
        engine.context.insert("trich_yeu", &engine.subject);
        engine
    }

    /// The subject as plain text.
    pub(super) fn subject(&self) -> String {
        self.subject.clone()
    }

    /// The citations of the document.
    pub(super) fn citations(&self) -> Arc<Citations> {
        Arc::clone(&self.citations)
    }

    /// Adds a report.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Every report so far.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
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
        let text = TemplateText {
            value: format!("{CONDITION_START}{words}{CONDITION_END}"),
            span: condition.span,
            verbatim: false,
        };
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
        markdown::inline(&markdown)
    }

    /// A picture by its name; reports one that is not there.
    pub(super) fn picture(
        &mut self,
        name: &str,
        alternative: String,
        caption: Vec<Run>,
        at: Option<Span>,
    ) -> Option<Picture> {
        let Some(image) = self.images.iter().find(|image| image.name == name) else {
            let fault = Diagnostic::error("hinh", format!("không có hình `{name}`"))
                .help("hình trong văn bản chưa dùng được, trừ biểu đồ của báo cáo");
            self.report(Diagnostic { span: at, ..fault });
            return None;
        };
        let caption = Some(caption).filter(|runs| !runs.is_empty());
        Some(Picture {
            image: Arc::clone(image),
            alternative,
            caption: caption.map(|runs| Paragraph::new(StyleId::ChuThichHinh, runs)),
        })
    }

    /// Renders a template of the program; `parts` are what it includes.
    pub(super) fn template(&mut self, name: &str, source: &str, parts: &[(&str, &str)]) -> String {
        let rendered = self.tera.add_raw_templates(parts.iter().copied()).and_then(|()| self.run(source));
        match rendered {
            Ok(markdown) => markdown,
            Err(error) => {
                let message = format!("khuôn {name} viết sai: {error}");
                self.report(Diagnostic::error("khuon", message));
                String::new()
            }
        }
    }

    fn run(&self, source: &str) -> TeraResult<String> {
        let mut output = Bounded(Vec::new());
        self.tera.render_str_to(source, &self.context, true, &mut output)?;
        Ok(String::from_utf8(output.0)?)
    }

    /// Turns an error of Tera into a report at its place in the text.
    fn explain(&self, error: &tera::Error, text: &str, span: Span) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
            ErrorKind::Io(_) => {
                return Diagnostic::error("khuon", "đoạn này dài quá 1 MB sau khi điền").at(span);
            }
            _ => return Diagnostic::error("khuon", format!("không điền được: {error}")).at(span),
        };
        let range = byte_range(text, report.span());
        let range = if is_undefined(report.message()) { whole_path(text, range) } else { range };
        let words = text[range.clone()].trim();
        let diagnostic = if let Some(id) = self.citations.take_unknown() {
            let message = format!("không có văn bản nào mang id `{id}`");
            let known = self.citations.ids();
            let help = match nearest(&id, known.iter().copied()) {
                Some(near) => format!("có phải ý bạn là `{near}`?"),
                None if known.is_empty() => "khai báo văn bản trong `can_cu` hoặc `vien_dan`".to_owned(),
                None => format!("các id đã khai báo: {}", known.join(", ")),
            };
            Diagnostic::error("vien-dan", message).label("id lạ").help(help)
        } else if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
            let message = format!("viết sai cú pháp Tera ({})", report.message());
            Diagnostic::error("khuon", message)
                .help("biến viết {{ ten }}, lựa chọn viết {% if ... %}...{% endif %}")
        } else if is_undefined(report.message()) {
            let paths = data::paths(&self.context);
            let help = match nearest(words, paths.iter().map(String::as_str)) {
                Some(near) => format!("có phải ý bạn là `{near}`?"),
                None => format!("các biến dùng được: {}", paths.join(", ")),
            };
            Diagnostic::error("bien-la", format!("không có biến `{words}`")).label("biến lạ").help(help)
        } else {
            Diagnostic::error("khuon", format!("không điền được: {}", report.message()))
        };
        diagnostic.at(span).within(text, range)
    }
}

/// The messages Tera gives for a name that is not there.
fn is_undefined(message: &str) -> bool {
    message.contains("is not defined") || message.contains("undefined")
}

/// Tera marks the last step of `co_quan.tem`; the user wrote the whole.
fn whole_path(text: &str, range: Range<usize>) -> Range<usize> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let start = text[..range.start].trim_end_matches(is_path).len();
    start..range.end
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

/// A Tera with this program's escaping, functions and limits.
fn tera(citations: &Arc<Citations>, profile: &Profile) -> Tera {
    let mut tera = Tera::default();
    tera.set_escape_fn(|input, output| output.write_all(escape(input).as_bytes()));
    let citations = Arc::clone(citations);
    tera.register_function("vien_dan", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let id: String = args.must_get("id")?;
        citations.cite(&id).ok_or_else(|| tera::Error::message("unknown citation"))
    });
    let blank = format!("<mark>{}</mark>", escape(&profile.phrases.cho_dien.chu));
    tera.register_filter("hoac_trong", move |value: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let is_empty = value.is_none() || value.as_str().is_some_and(str::is_empty);
        Ok(if is_empty { Value::safe_string(&blank) } else { value.clone() })
    });
    tera.register_function("range", range);
    tera.register_filter("replace", bounded_replace);
    tera.register_filter("indent", |_: &str, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(tera::Error::message("the filter `indent` is not available"))
    });
    tera
}

/// `range(start=0, end=n)`, at most [`MAX_RANGE`] steps.
fn range(args: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = args.get::<i64>("start")?.unwrap_or(0);
    let end: i64 = args.must_get("end")?;
    if end.saturating_sub(start) > MAX_RANGE {
        return Err(tera::Error::message(format!("range() is limited to {MAX_RANGE} steps")));
    }
    Ok((start..end).collect())
}

/// `replace(from=..., to=...)` that cannot grow without bound.
fn bounded_replace(text: &str, args: Kwargs, _: &State) -> TeraResult<String> {
    let from: String = args.must_get("from")?;
    let to: String = args.must_get("to")?;
    if from.is_empty() || text.matches(&from).count() * to.len() > MAX_OUTPUT_BYTES {
        return Err(tera::Error::message("`replace` would grow the text too much"));
    }
    Ok(text.replace(&from, &to))
}

/// A buffer that refuses to grow past [`MAX_OUTPUT_BYTES`].
struct Bounded(Vec<u8>);

impl Write for &mut Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT_BYTES {
            return Err(io::Error::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
