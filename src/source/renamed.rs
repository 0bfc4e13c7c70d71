//! Keys that got another name: read under the old one for one version more.

use crate::diagnostic::{Diagnostic, Span};

/// A key that has another name now.
#[derive(Debug)]
pub(super) struct Renamed {
    /// Its name before.
    pub(super) old: &'static str,
    /// Its name, wherever a group of keys has one of this name.
    pub(super) new: &'static str,
}

/// Every key that got another name in this version or the one before.
pub(super) const KEYS: &[Renamed] = &[];

impl Renamed {
    /// What a user is told who wrote the old name; `both` when the new one
    /// stands beside it.
    pub(super) fn told(&self, at: Span, both: bool) -> Diagnostic {
        let Self { old, new } = self;
        let told = if both {
            Diagnostic::error("trung-khoa", format!("`{old}` là tên cũ của `{new}`, mà `{new}` đã có"))
                .help("giữ lại một trong hai")
        } else {
            Diagnostic::warning("ten-khoa-cu", format!("khóa `{old}` nay có tên mới là `{new}`"))
                .help(format!("đổi thành `{new}`: bản sau không đọc tên cũ nữa"))
        };
        told.at(at).label("tên cũ")
    }
}
