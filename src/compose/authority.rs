//! Whose decision it is: the office's, never the person's who signs for it
//! (NĐ 30, Phụ lục III, Mẫu 1.2, ghi chú 6).

use crate::law::{OnBehalfOf, Profile};
use crate::model::{Literal, VanBan};

/// Who decides and who heads the body, from the signer's authority.
pub(super) struct Deciding {
    /// The position of the head: whom KT., TL., TUQ. stand for, else the
    /// signer's own.
    pub(super) head: String,
    /// The collective that TM. stands for.
    pub(super) collective: Option<String>,
    /// The authority as printed above the legal bases.
    pub(super) authority: String,
}

impl Deciding {
    pub(super) fn new(document: &VanBan, profile: &Profile) -> Self {
        let signer = &document.nguoi_ky;
        let stands_for = |whom: OnBehalfOf| {
            let of = |authority: &&crate::model::QuyenHan| {
                profile.authority(authority.ten.as_str()).is_some_and(|law| law.thay_cho == whom)
            };
            let found = signer.quyen_han.iter().find(of)?;
            found.thay_cho.as_ref().map(Literal::as_str)
        };
        let body = document.co_quan.ten.as_str();
        let head = stands_for(OnBehalfOf::NguoiDungDau).unwrap_or(signer.chuc_vu.as_str());
        let collective = stands_for(OnBehalfOf::TapThe);
        let authority = match collective {
            Some(collective) => of_collective(collective, body),
            None => of_head(head, body),
        };
        Self { head: head.to_owned(), collective: collective.map(str::to_owned), authority }
    }
}

/// "Hội đồng trường" of "Trường A"; the body itself when it is the collective.
fn of_collective(collective: &str, body: &str) -> String {
    let (low, own) = (spelled_out(collective), spelled_out(body));
    if own.starts_with(&low) {
        body.to_owned()
    } else if low.contains(&own) {
        collective.to_owned()
    } else {
        format!("{collective} {body}")
    }
}

/// "Hiệu trưởng Trường A", "Trưởng phòng Giáo dục"; a position that names the
/// body already stays alone.
fn of_head(head: &str, body: &str) -> String {
    let low = head.to_lowercase();
    if low.contains(&body.to_lowercase()) {
        return head.to_owned();
    }
    let (first, rest) = body.split_once(' ').unwrap_or((body, ""));
    let doubled = ["phòng", "ban"].contains(&first.to_lowercase().as_str())
        && low.split_whitespace().last() == Some(first.to_lowercase().as_str());
    if doubled { format!("{head} {rest}") } else { format!("{head} {body}") }
}

/// Lower case, with the one abbreviation that everybody writes.
fn spelled_out(name: &str) -> String {
    name.trim().to_lowercase().replace("uỷ ban", "ủy ban").replace("ubnd", "ủy ban nhân dân")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_office_once() {
        assert_eq!(of_head("Hiệu trưởng", "Trường THCS A"), "Hiệu trưởng Trường THCS A");
        assert_eq!(of_head("Trưởng phòng", "Phòng Văn hóa"), "Trưởng phòng Văn hóa");
        assert_eq!(of_head("Chủ tịch UBND xã A", "UBND xã A"), "Chủ tịch UBND xã A");
        assert_eq!(of_collective("Ủy ban nhân dân", "UBND xã A"), "UBND xã A");
        assert_eq!(of_collective("Hội đồng trường", "Trường THCS A"), "Hội đồng trường Trường THCS A");
        assert_eq!(of_collective("Ban Thường vụ", "Đảng ủy xã A"), "Ban Thường vụ Đảng ủy xã A");
        assert_eq!(of_collective("Chi bộ", "Chi bộ Trường A"), "Chi bộ Trường A");
    }
}
