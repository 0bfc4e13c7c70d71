//! What `vanban luat` prints and the reference in `docs/` holds.

use super::{Rule, rules};

/// One rule explained, for a terminal.
pub fn explain(rule: &Rule) -> String {
    let mended = if rule.fixable {
        "\nSửa:     vanban kiem-tra --sua sửa được phần chắc chắn."
    } else {
        ""
    };
    format!(
        "{id}: {name}\nMức:     {level}\nNguồn:   {source}{mended}\n\n{explanation}\n\nSai:\n{wrong}\n\nĐúng:\n{right}\n",
        id = rule.id,
        name = rule.name,
        level = rule.severity.label(),
        source = rule.source,
        explanation = rule.explanation,
        wrong = indented(rule.wrong.text()),
        right = indented(rule.right.text()),
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// The reference of all rules as Markdown.
pub fn reference() -> String {
    let mut page = String::from(
        "# Các luật của `vanban kiem-tra`\n\n\
         Tệp này do chương trình viết ra (`vanban luat --markdown`), đừng sửa tay.\n\n\
         Mức: **lỗi** và **cảnh báo** làm lệnh thoát với mã 1; **gợi ý** là điều chương trình không chắc.\n\
         Cột Sửa: `--sua` sửa được phần chắc chắn.\n\n\
         | Mã | Điều phải theo | Mức | Sửa | Nguồn |\n| --- | --- | --- | :-: | --- |\n",
    );
    for rule in rules() {
        page.push_str(&format!(
            "| [{id}](#{anchor}) | {name} | {level} | {fix} | {source} |\n",
            id = rule.id,
            anchor = anchor(rule.id),
            name = rule.name,
            level = rule.severity.label(),
            fix = if rule.fixable { "có" } else { "" },
            source = rule.source,
        ));
    }
    for rule in rules() {
        page.push_str(&format!(
            "\n## {id}\n\n**{name}.** Mức: {level}. Nguồn: {source}.\n\n{explanation}\n\nSai:\n\n```{lang}\n{wrong}\n```\n\nĐúng:\n\n```{lang}\n{right}\n```\n",
            id = rule.id,
            name = rule.name,
            level = rule.severity.label(),
            source = rule.source,
            explanation = rule.explanation,
            lang = match rule.wrong {
                super::Example::Text(_) => "text",
                super::Example::Keys(_) => "yaml",
            },
            wrong = rule.wrong.text(),
            right = rule.right.text(),
        ));
    }
    page
}

/// The anchor that Markdown viewers give a heading.
fn anchor(id: &str) -> String {
    id.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}
