//! Values that the law has: kinds, marks, levels, bounds of numbers.

use serde::Deserialize;

use crate::law::{Law, Profile, Range, SizeSet, StyleId};

/// A list of words of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LawList {
    /// The profiles.
    TheThuc,
    /// The kinds, those of the office too.
    Loai,
    /// Urgency marks.
    MucDoKhan,
    /// Circulation marks.
    PhamViLuuHanh,
    /// Forms of copy.
    HinhThucSao,
    /// Levels of the outlines.
    Cap,
    /// Sets of sizes.
    CoChu,
}

/// A word of the law, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawWord {
    /// As typed in a document.
    pub tu: String,
    /// Its meaning; may be empty.
    pub nghia: String,
}

impl LawList {
    /// The words of a profile, each once.
    pub fn words(self, profile: &Profile) -> Vec<LawWord> {
        let word = |tu: &str, nghia: &str| LawWord { tu: tu.to_owned(), nghia: nghia.to_owned() };
        let marks = |group: &crate::law::MarkGroup| {
            group.dau.iter().map(|mark| word(&mark.khoa, &mark.chu)).collect::<Vec<_>>()
        };
        match self {
            Self::TheThuc => vec![word(profile.khoa, &profile.basis.ten)],
            Self::Loai => profile.all_kinds().map(|kind| word(&kind.khoa, &kind.ten)).collect(),
            Self::MucDoKhan => marks(&profile.marks.muc_do_khan),
            Self::PhamViLuuHanh => marks(&profile.marks.pham_vi_luu_hanh),
            Self::HinhThucSao => profile.copies.iter().map(|form| word(&form.khoa, &form.chu)).collect(),
            Self::Cap => {
                let mut levels: Vec<LawWord> = Vec::new();
                for level in profile.outlines.iter().flat_map(|outline| &outline.cap) {
                    if !levels.iter().any(|known| known.tu == level.khoa) {
                        levels.push(word(&level.khoa, ""));
                    }
                }
                levels
            }
            Self::CoChu => {
                let body = &profile.styles.get(StyleId::ThanVan).co_chu;
                let sets = [(13, SizeSet::Thirteen), (14, SizeSet::Fourteen)];
                let known = sets.into_iter().filter(|&(size, set)| body.of(set) == size);
                known.map(|(size, _)| word(&size.to_string(), "")).collect()
            }
        }
    }

    /// What holds when a document says nothing.
    pub fn default(self, law: &Law) -> Option<String> {
        match self {
            Self::TheThuc => Some(law.default_profile().khoa.to_owned()),
            Self::CoChu => Some(match SizeSet::default() {
                SizeSet::Thirteen => "13".to_owned(),
                SizeSet::Fourteen => "14".to_owned(),
            }),
            _ => None,
        }
    }
}

/// A number that the law bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LawNumber {
    /// Top margin, mm.
    LeTren,
    /// Bottom margin, mm.
    LeDuoi,
    /// Left margin, mm.
    LeTrai,
    /// Right margin, mm.
    LePhai,
    /// First-line indent, cm.
    LuiDauDong,
    /// Line spacing, in the unit of the profile.
    GianDong,
    /// Space between paragraphs, points.
    CachDoan,
}

impl LawNumber {
    /// The smallest and the largest number that a profile allows.
    pub fn bounds(self, profile: &Profile) -> (f64, f64) {
        match self.range(profile) {
            Some(range) => (range.tu, range.den),
            None => {
                let allowed = profile.page.lui_dau_dong_cm.cho_phep.iter().copied();
                (allowed.clone().fold(f64::INFINITY, f64::min), allowed.fold(f64::NEG_INFINITY, f64::max))
            }
        }
    }

    /// What a profile takes when a document says nothing.
    pub fn default(self, profile: &Profile) -> f64 {
        self.range(profile).map_or(profile.page.lui_dau_dong_cm.mac_dinh, |range| range.mac_dinh)
    }

    /// What a profile allows, in words: `từ 20 đến 25 mm`.
    pub fn words(self, profile: &Profile) -> String {
        let unit = match self {
            Self::LuiDauDong => "cm",
            Self::GianDong => profile.page.don_vi_gian_dong.word(),
            Self::CachDoan => "pt",
            _ => "mm",
        };
        let (least, most) = self.bounds(profile);
        match self.range(profile) {
            _ if least >= most => format!("{most} {unit}"),
            Some(_) => format!("từ {least} đến {most} {unit}"),
            None => {
                let allowed = profile.page.lui_dau_dong_cm.cho_phep.iter().map(f64::to_string);
                format!("{} {unit}", allowed.collect::<Vec<_>>().join(" hoặc "))
            }
        }
    }

    /// The range of the law; none where it names single numbers.
    fn range(self, profile: &Profile) -> Option<&Range> {
        let page = &profile.page;
        match self {
            Self::LeTren => Some(&page.le_mm.tren),
            Self::LeDuoi => Some(&page.le_mm.duoi),
            Self::LeTrai => Some(&page.le_mm.trai),
            Self::LePhai => Some(&page.le_mm.phai),
            Self::LuiDauDong => None,
            Self::GianDong => Some(&page.gian_dong),
            Self::CachDoan => Some(&page.cach_doan_pt),
        }
    }
}
