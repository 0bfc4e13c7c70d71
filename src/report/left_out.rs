//! What a plan has that a reader would look for on its reports, and that they
//! cannot carry.

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::VanBan;

/// A hint for each, at its key.
pub(super) fn hints(plan: &VanBan) -> Vec<Diagnostic> {
    let hint = |message: &str, help: &str| Diagnostic {
        severity: Severity::Hint,
        ..Diagnostic::warning("bao-cao", message).help(help)
    };
    let mark = plan.pham_vi_luu_hanh.as_ref().map(|mark| {
        hint(
            "báo cáo không in chỉ dẫn phạm vi lưu hành của kế hoạch",
            "báo cáo cũng lưu hành hạn chế thì thêm chỉ dẫn ấy vào tệp Word",
        )
        .at(mark.span)
        .key("pham_vi_luu_hanh")
    });
    let signers = plan.ky_cung.first().map(|signer| {
        hint(
            "báo cáo chỉ có chữ ký của `nguoi_ky`, không có người ký cùng",
            "báo cáo cũng cần ký cùng thì thêm chữ ký vào tệp Word",
        )
        .at(signer.ho_ten.span)
        .key("ky_cung")
    });
    mark.into_iter().chain(signers).collect()
}
