//! What `vanban luat` prints and the reference in `docs/` holds.

use super::{Rule, rules};

/// One rule explained, for a terminal.
pub fn explain(rule: &Rule) -> String {
    let mended = if rule.sua_duoc {
        "\nSửa:     vanban kiem-tra --sua sửa được phần chắc chắn."
    } else {
        ""
    };
    format!(
        "{id}: {ten}\nMức:     {level}\nNguồn:   {nguon}{mended}\n\n{giai_thich}\n\nSai:\n{sai}\n\nĐúng:\n{dung}\n",
        id = rule.id,
        ten = rule.ten,
        level = rule.severity.label(),
        nguon = rule.nguon,
        giai_thich = rule.giai_thich,
        sai = indented(rule.sai.text()),
        dung = indented(rule.dung.text()),
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
            "| [{id}](#{anchor}) | {ten} | {level} | {fix} | {nguon} |\n",
            id = rule.id,
            anchor = anchor(rule.id),
            ten = rule.ten,
            level = rule.severity.label(),
            fix = if rule.sua_duoc { "có" } else { "" },
            nguon = rule.nguon,
        ));
    }
    for rule in rules() {
        page.push_str(&format!(
            "\n## {id}\n\n**{ten}.** Mức: {level}. Nguồn: {nguon}.\n\n{giai_thich}\n\nSai:\n\n```{lang}\n{sai}\n```\n\nĐúng:\n\n```{lang}\n{dung}\n```\n",
            id = rule.id,
            ten = rule.ten,
            level = rule.severity.label(),
            nguon = rule.nguon,
            giai_thich = rule.giai_thich,
            lang = match rule.sai {
                super::Example::Text(_) => "text",
                super::Example::Keys(_) => "yaml",
            },
            sai = rule.sai.text(),
            dung = rule.dung.text(),
        ));
    }
    page
}

/// The anchor that Markdown viewers give a heading.
fn anchor(id: &str) -> String {
    id.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}
