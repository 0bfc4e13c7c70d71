//! Whose decision it is: the office's, never the person's who signs for it
//! (NĐ 30, Phụ lục III, Mẫu 1.2, ghi chú 6).

use crate::law::{OnBehalfOf, Phrases, Profile};
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
            Some(collective) => of_collective(collective, body, &profile.phrases),
            None => of_head(head, body, &profile.phrases),
        };
        Self { head: head.to_owned(), collective: collective.map(str::to_owned), authority }
    }
}

/// "Hội đồng trường" of "Trường A"; the body itself when it is the collective.
fn of_collective(collective: &str, body: &str, phrases: &Phrases) -> String {
    let (low, own) = (spelled_out(collective, phrases), spelled_out(body, phrases));
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
fn of_head(head: &str, body: &str, phrases: &Phrases) -> String {
    let low = head.to_lowercase();
    if low.contains(&body.to_lowercase()) {
        return head.to_owned();
    }
    let (first, rest) = body.split_once(' ').unwrap_or((body, ""));
    let doubled = phrases.don_vi_trong_chuc_vu.chu.contains(&first.to_lowercase())
        && low.split_whitespace().last() == Some(first.to_lowercase().as_str());
    if doubled { format!("{head} {rest}") } else { format!("{head} {body}") }
}

/// Lower case, with the spellings of one name made one.
fn spelled_out(name: &str, phrases: &Phrases) -> String {
    let low = name.trim().to_lowercase();
    phrases.ten_viet_khac.chu.iter().fold(low, |name, (other, usual)| name.replace(other, usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_office_once() {
        let law = crate::law::Law::embedded();
        let phrases = &law.default_profile().phrases;
        assert_eq!(of_head("Hiệu trưởng", "Trường THCS A", phrases), "Hiệu trưởng Trường THCS A");
        assert_eq!(of_head("Trưởng phòng", "Phòng Văn hóa", phrases), "Trưởng phòng Văn hóa");
        assert_eq!(of_head("Chủ tịch UBND xã A", "UBND xã A", phrases), "Chủ tịch UBND xã A");
        assert_eq!(of_collective("Ủy ban nhân dân", "UBND xã A", phrases), "UBND xã A");
        assert_eq!(
            of_collective("Hội đồng trường", "Trường THCS A", phrases),
            "Hội đồng trường Trường THCS A"
        );
        assert_eq!(of_collective("Ban Thường vụ", "Đảng ủy xã A", phrases), "Ban Thường vụ Đảng ủy xã A");
        assert_eq!(of_collective("Chi bộ", "Chi bộ Trường A", phrases), "Chi bộ Trường A");
    }
}
