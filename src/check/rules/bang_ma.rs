//! Text of the code pages used before Unicode.

use crate::check::facts::Facts;
use crate::check::report::RuleReport;
use crate::check::rule::{Example, Rule, Scope};
use crate::diagnostic::Severity;
use crate::legacy_encoding;

pub(super) const RULE: Rule = Rule {
    id: "GO-bang_ma",
    scope: Scope::Every,
    name: "Chữ phải theo bảng mã Unicode, không phải TCVN3 (ABC) hay VNI",
    severity: Severity::Error,
    source: "NĐ 30, Phụ lục I, Phần I, I.4 (TCVN 6909:2001)",
    explanation: "Chữ chép từ tệp cũ dùng phông .VnTime, VNI-Times in ra thành ký hiệu lạ. `--sua` chuyển cả đoạn sang \
        Unicode.",
    wrong: Example::Text("KÕ ho¹ch c«ng t¸c d©n vËn ë c¬ së."),
    right: Example::Text("Kế hoạch công tác dân vận ở cơ sở."),
    fixable: true,
    run,
};

fn run(facts: &Facts<'_>, report: &mut RuleReport) {
    for passage in &facts.passages {
        let mut start = 0;
        for line in passage.value.split_inclusive('\n') {
            let words = line.trim_end();
            if let Some(found) = legacy_encoding::of_text(words) {
                let place = passage.part(start..start + words.len());
                let right = legacy_encoding::to_unicode(words, found);
                report
                    .at(&place, format!("chữ ở đây theo bảng mã {found}, không phải Unicode"))
                    .label(right.trim().to_owned())
                    .help("chuyển sang Unicode bằng --sua, hoặc bằng UniKey")
                    .mend(place, &right);
            }
            start += line.len();
        }
    }
}
