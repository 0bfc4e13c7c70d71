//! Text of the code pages used before Unicode.

use crate::check::facts::Facts;
use crate::check::finding::Findings;
use crate::check::rule::{Example, Rule};
use crate::diagnostic::Severity;
use crate::legacy_encoding;

pub const RULE: Rule = Rule {
    id: "GO-bang_ma",
    ten: "Chữ phải theo bảng mã Unicode, không phải TCVN3 (ABC) hay VNI",
    severity: Severity::Error,
    nguon: "NĐ 30, Phụ lục I, Phần I, I.4 (TCVN 6909:2001)",
    giai_thich: "Chữ chép từ tệp cũ dùng phông .VnTime, VNI-Times in ra thành ký hiệu lạ. `--sua` chuyển cả đoạn sang \
        Unicode.",
    sai: Example::Text("KÕ ho¹ch c«ng t¸c d©n vËn ë c¬ së."),
    dung: Example::Text("Kế hoạch công tác dân vận ở cơ sở."),
    sua_duoc: true,
    run,
};

fn run(facts: &Facts<'_>, findings: &mut Findings) {
    for passage in &facts.passages {
        let mut start = 0;
        for line in passage.value.split_inclusive('\n') {
            let words = line.trim_end();
            if let Some(found) = legacy_encoding::of_text(words) {
                let place = start..start + words.len();
                let right = legacy_encoding::to_unicode(words, found);
                findings
                    .words(
                        passage,
                        place.clone(),
                        format!("chữ ở đây theo bảng mã {found}, không phải Unicode"),
                    )
                    .label(right.trim().to_owned())
                    .help("chuyển sang Unicode bằng --sua, hoặc bằng UniKey")
                    .fix(passage, place, &right);
            }
            start += line.len();
        }
    }
}
