//! What a text holds that no paper can show, and what to write instead.

use pulldown_cmark::Event;

use super::walk::Located;
use crate::compose::mark;

/// Something that cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::compose) struct Fault {
    /// What is wrong.
    pub(in crate::compose) message: String,
    /// What to write instead.
    pub(in crate::compose) help: String,
    /// The words concerned, as they stand in the text.
    pub(in crate::compose) words: String,
    /// Where they stand, about: see [`super::Item::offset`].
    pub(in crate::compose) at: usize,
}

/// Most characters of a text that a message repeats.
const MAX_SHOWN: usize = 60;

impl Fault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>, words: &str) -> Self {
        Self { message: message.into(), help: help.into(), words: words.to_owned(), at: 0 }
    }
}

/// The start of a text, for a message.
pub(super) fn shown(words: &str) -> String {
    let line = words.trim().lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(MAX_SHOWN).collect();
    if short.len() < words.trim().len() {
        short.push('…');
    }
    short
}

pub(super) fn definition(line: &str) -> Fault {
    Fault::new(
        format!("dòng \"{}\" là địa chỉ của một liên kết viết rời, không in ra được", shown(line)),
        "viết liền: [chữ](https://...); hoặc thêm dấu \\ trước [ để in đúng như đã gõ",
        line,
    )
}

/// A tag of HTML that does nothing on paper.
pub(super) fn tag(html: &str) -> Fault {
    let name: String = html
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let help = match name.as_str() {
        _ if html.starts_with("<!--") => "ghi chú cho người soạn viết sau dấu # trong tệp YAML",
        _ if html.starts_with("<?") => "phần của khuôn chỉ dùng trong khuôn, không dùng trong lời văn",
        "b" | "strong" => "chữ đậm viết **như thế này**",
        "i" | "em" => "chữ nghiêng viết *như thế này*",
        "s" | "strike" | "del" => "văn bản hành chính không gạch ngang chữ: bỏ thẻ này",
        "br" => "để một dòng trống giữa hai đoạn; <br> chỉ dùng giữa các chữ của một dòng",
        "u" | "sub" | "sup" | "mark" => "đặt cả hai thẻ mở và đóng trên cùng một dòng với chữ",
        "p" | "div" | "center" => "mỗi đoạn viết một dòng; căn lề do chương trình làm theo luật",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
            "viết bảng bằng | A | B |, hoặc dùng khóa `bang` của mục"
        }
        "img" => "khai báo hình ở khóa `hinh` rồi gọi ![mô tả](id)",
        "a" => "liên kết viết [chữ](https://...)",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            "tiêu đề viết ## Tiêu đề, hoặc dùng khóa `tieu_de` của mục"
        }
        "ul" | "ol" | "li" => "danh sách viết mỗi dòng một gạch đầu dòng: - Việc thứ nhất",
        _ => "nếu muốn in đúng dấu <, viết \\<",
    };
    Fault::new(format!("thẻ {} không dùng được trong văn bản", shown(html)), help, html.trim())
}

/// A tag that was opened and not closed.
pub(super) fn unclosed(tag: &str) -> Fault {
    Fault::new(
        format!("thẻ <{tag}> không đóng trong cùng một đoạn"),
        format!("thêm </{tag}> ngay sau chữ cuối"),
        &format!("<{tag}>"),
    )
}

/// An address that no link may have.
pub(super) fn address(words: &str, address: &str) -> Fault {
    let message = format!("liên kết \"{}\" có địa chỉ không dùng được: {}", shown(words), shown(address));
    Fault::new(
        message,
        "địa chỉ bắt đầu bằng https://, http:// hoặc mailto:; nếu không phải liên kết, thêm dấu \\ trước [",
        words,
    )
}

/// The title of a link, which paper does not show.
pub(super) fn link_title(title: &str) -> Fault {
    Fault::new(
        format!("phần chữ \"{}\" trong ngoặc của liên kết không in ra được", shown(title)),
        "bỏ phần chữ này, hoặc viết nó ra lời văn",
        title,
    )
}

/// A picture between words.
pub(super) fn picture(source: &str) -> Fault {
    Fault::new(
        "hình nằm giữa dòng chữ thì không in ra được",
        "đặt ![mô tả](id \"Chú thích\") một mình trên một dòng",
        source,
    )
}

/// A row with more cells than the table has columns.
pub(super) fn row(source: &str, cells: usize, columns: usize) -> Fault {
    Fault::new(
        format!("dòng này của bảng có {cells} ô, bảng chỉ có {columns} cột: \"{}\"", shown(source)),
        "thêm cột ở dòng đầu và dòng gạch của bảng, hoặc bỏ ô thừa; dấu | trong chữ viết \\|",
        source.trim(),
    )
}

/// A row below a line that is none.
pub(super) fn late_row(source: &str) -> Fault {
    Fault::new(
        format!("dòng \"{}\" của bảng nằm dưới một dòng không phải của bảng", shown(source)),
        "viết đủ dấu | cho mọi dòng của bảng; lời văn để dưới bảng",
        source.trim(),
    )
}

/// Lines with bars that are no table.
pub(super) fn no_table(line: &str) -> Fault {
    Fault::new(
        format!("dòng \"{}\" giống một bảng nhưng không thành bảng", shown(line)),
        "dòng thứ hai của bảng là dòng gạch, có đủ số cột: | --- | --- |; dấu | của lời văn viết \\|",
        line.trim(),
    )
}

/// A line of dashes or equals signs below a text.
pub(super) fn underlined(source: &str) -> Fault {
    let line = source.trim_end().lines().last().unwrap_or_default().trim();
    Fault::new(
        format!("dòng \"{}\" biến dòng chữ ở trên thành tiêu đề", shown(line)),
        "bỏ dòng này; tiêu đề viết ## Tiêu đề, hoặc dùng khóa `tieu_de` của mục",
        line,
    )
}

/// A heading without words.
pub(super) fn empty_heading(source: &str) -> Fault {
    Fault::new("tiêu đề không có chữ", "viết tiêu đề sau dấu #, hoặc bỏ dòng này", source.trim())
}

/// Words behind the marks that open a block of code.
pub(super) fn fence(words: &str) -> Fault {
    Fault::new(
        format!("chữ \"{}\" sau dấu ``` không in ra được", shown(words)),
        "bỏ dấu ``` (văn bản hành chính không có khối mã), hoặc đưa chữ xuống dòng dưới",
        words,
    )
}

/// A line of marks that stands for a rule across the page.
pub(super) fn rule(source: &str) -> Fault {
    Fault::new(
        format!("dòng \"{}\" là đường kẻ ngang, văn bản hành chính không có", shown(source)),
        "bỏ dòng này; muốn sang trang dùng khóa `sang_trang` của mục; muốn in đúng dấu đã gõ thì thêm \\ ở đầu dòng",
        source.trim(),
    )
}

/// A line that Markdown would put into the footnote above it.
pub(super) fn in_note(line: &str) -> Fault {
    Fault::new(
        format!("dòng \"{}\" bị tính vào chú thích ở ngay trên", shown(line)),
        "để một dòng trống dưới chú thích, hoặc đưa các chú thích xuống cuối đoạn",
        line.trim(),
    )
}

/// Marks nested deeper than any paper shows, from `at` on; `levels` of lists
/// can be printed.
pub(super) fn too_deep(markdown: &str, at: usize, levels: usize) -> Fault {
    let line = markdown[at..].lines().next().unwrap_or_default();
    let fault = Fault::new(
        format!("\"{}\" nằm sâu hơn {levels} cấp danh sách, không in ra được", shown(line)),
        "bớt cấp của danh sách hoặc của dấu >, hoặc chia thành nhiều mục",
        line.trim(),
    );
    Fault { at, ..fault }
}

/// A character that a reference (`&#1;`) makes and no file can hold.
fn control(c: char, source: &str) -> Fault {
    Fault::new(
        format!("{} là ký tự điều khiển U+{:04X}, không in ra được", shown(source), u32::from(c)),
        "xóa ký tự này",
        source,
    )
}

/// What the words themselves hold: struck out words, formulas, commands of
/// LaTeX, control characters. Code prints as typed.
pub(super) fn of_words(markdown: &str, events: &[Located<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (event, range) in events {
        let (Event::Text(text) | Event::Code(text)) = event else { continue };
        let source = &markdown[range.clone()];
        // A mark is one as it was rendered; a character reference makes none.
        let pieces = if **text == *source { mark::pieces(text) } else { vec![mark::Piece::Text(text)] };
        let mut typed = pieces.iter().filter_map(|piece| match piece {
            mark::Piece::Text(text) => text.chars().find(|&c| crate::character::is_unprintable(c)),
            mark::Piece::Mark(_) => None,
        });
        if let Some(c) = typed.next() {
            faults.push(control(c, source));
        }
    }
    let is_code = |at: usize| {
        let index = events.partition_point(|(_, range)| range.start <= at);
        events[..index]
            .iter()
            .rev()
            .take(2)
            .any(|(event, range)| matches!(event, Event::Code(_)) && range.contains(&at))
    };
    let mut from = 0;
    while let Some((range, fault)) = next_mark(markdown, from) {
        from = range.end;
        if !is_code(range.start) {
            faults.push(fault);
        }
    }
    faults
}

/// The next place from `from` on that no paper shows as meant.
fn next_mark(text: &str, from: usize) -> Option<(std::ops::Range<usize>, Fault)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                if let Some(command) = command(&text[at..]) {
                    return Some((at..at + command.len(), latex(command)));
                }
                at += 1;
            }
            b'~' if text[at..].starts_with("~~") => {
                if let Some(found) = struck(text, at) {
                    return Some(found);
                }
                at += text[at..].len() - text[at..].trim_start_matches('~').len() - 1;
            }
            b'$' => {
                if let Some(found) = formula(text, at) {
                    return Some(found);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// `~~words~~` on one line.
fn struck(text: &str, at: usize) -> Option<(std::ops::Range<usize>, Fault)> {
    let line = text[at + 2..].lines().next()?;
    let end = line.find("~~").filter(|&end| end > 0 && !line.starts_with(['~', ' ']))?;
    let range = at..at + 2 + end + 2;
    let fault = Fault::new(
        format!("chữ gạch ngang {} không có trong văn bản hành chính", shown(&text[range.clone()])),
        "bỏ dấu ~~; sửa đổi một văn bản thì viết lời mới thay lời cũ",
        &text[range.clone()],
    );
    Some((range, fault))
}

/// `$E = mc^2$`; sums of money (`$100`) have no closing sign of their own.
fn formula(text: &str, at: usize) -> Option<(std::ops::Range<usize>, Fault)> {
    let marks = if text[at..].starts_with("$$") { "$$" } else { "$" };
    let line = text[at + marks.len()..].lines().next()?;
    let end = line.find(marks).filter(|&end| end > 0)?;
    let inner = &line[..end];
    let tight = !inner.starts_with(' ') && !inner.ends_with(' ');
    if marks == "$" && !(tight && inner.contains(['^', '_', '\\', '='])) {
        return None;
    }
    let range = at..at + marks.len() + end + marks.len();
    let fault = Fault::new(
        format!("công thức {} không in ra được", shown(&text[range.clone()])),
        "viết bằng chữ thường với <sub>, <sup>, ví dụ E = mc<sup>2</sup>; hoặc đưa công thức vào bằng hình",
        &text[range.clone()],
    );
    Some((range, fault))
}

/// Commands that people bring along from LaTeX.
fn command(text: &str) -> Option<&'static str> {
    const COMMANDS: [&str; 8] =
        ["\\pagebreak", "\\newpage", "\\clearpage", "\\newline", "\\begin{", "\\end{", "\\frac{", "\\sqrt{"];
    COMMANDS.into_iter().find(|command| {
        let behind = text.strip_prefix(command);
        behind.is_some_and(|rest| {
            command.ends_with('{') || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\\')
        })
    })
}

fn latex(command: &str) -> Fault {
    let help = match command {
        "\\pagebreak" | "\\newpage" | "\\clearpage" => "sang trang mới: thêm sang_trang: true vào mục",
        "\\newline" => "xuống dòng trong một đoạn: thêm dấu \\ ở cuối dòng",
        _ => "viết bằng chữ thường với <sub>, <sup>, hoặc đưa công thức vào bằng hình",
    };
    Fault::new(format!("lệnh {command} không dùng được trong văn bản"), help, command)
}
