//! What the law says, as typed data.
//!
//! Each profile (`the_thuc`) is a folder of `data/`, embedded at compile time
//! and parsed once, on first use. Every entry names its legal source
//! (`nguon`), and a profile says in `the_thuc.yaml` whether its data come from
//! the official text. No other module writes a layout number or a fixed phrase.

mod basis;
mod copy;
mod heading;
mod kind;
mod mark;
mod office;
mod outline;
mod page;
mod phrase;
mod signing;
mod style;

use std::sync::LazyLock;

pub use basis::{Basis, BasisExample, Body, Status};
pub use copy::CopyForm;
pub use heading::{HeadLine, HeadLineText, Heading, Numbering, PlaceAndDate, TitleEnd, TitleEnding};
pub use kind::{Example, Field, FieldType, Issuers, Kind, OutlineName, SubjectPlace};
pub use mark::{Column, Mark, MarkGroup, Marks};
pub use office::{Office, office, set_office};
pub use outline::{Alphabet, Counter, Level, Outline, Outlines};
pub use page::{Choice, LineUnit, Margins, PageLaw, Paper, Range, RuleKind, RuleLaw};
pub use phrase::{CitationForms, Phrase, Phrases};
pub use signing::{Authority, OnBehalfOf};
pub use style::{Alignment, FontSizes, SizeSet, Style, StyleId, Styles};

/// Everything one layout profile prescribes.
#[derive(Debug)]
pub struct Profile {
    /// The value of `the_thuc`, e.g. `nd30`.
    pub id: &'static str,
    /// What it rests on, and who issues its documents.
    pub basis: Basis,
    /// Page geometry, spacing, rules.
    pub page: PageLaw,
    /// Text styles.
    pub styles: Styles,
    /// The two-column head of the first page.
    pub heading: Heading,
    /// Fixed words and punctuation.
    pub phrases: Phrases,
    /// How content is divided and numbered.
    pub outlines: Outlines,
    /// Signing authorities (TM., KT. ...).
    pub authorities: Vec<Authority>,
    /// Urgency and circulation marks.
    pub marks: Marks,
    /// Forms of copy.
    pub copies: Vec<CopyForm>,
    /// Kinds of document.
    pub kinds: Vec<Kind>,
}

impl Profile {
    /// The kinds of the law, then those of the office.
    pub fn all_kinds(&'static self) -> impl Iterator<Item = &'static Kind> {
        let own = if self.id == PROFILE_FILES[0].id { office().kinds.as_slice() } else { &[] };
        self.kinds.iter().chain(own)
    }

    /// The kind with this id (`ke_hoach`), if the profile or the office has it.
    pub fn kind(&'static self, id: &str) -> Option<&'static Kind> {
        self.all_kinds().find(|kind| kind.loai == id)
    }

    /// The signing authority with this name (`KT`), if the profile has it.
    pub fn authority(&self, name: &str) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.ten == name)
    }

    /// The signing authority typed so: its name, or as it is printed (`T/M`).
    pub fn authority_as_typed(&self, typed: &str) -> Option<&Authority> {
        let name = |text: &str| text.trim_end_matches('.').to_uppercase();
        let typed = name(typed);
        self.authorities.iter().find(|law| law.ten == typed || name(&law.chu) == typed)
    }

    /// What the line "Lưu" of a body says when the document says nothing.
    pub fn kept_by(&self, body: &str) -> &str {
        self.basis.body(body).map_or(&self.phrases.luu_mac_dinh.chu, |body| &body.luu)
    }
}

/// The embedded files of one profile.
struct ProfileFiles {
    id: &'static str,
    basis: &'static str,
    page: &'static str,
    styles: &'static str,
    heading: &'static str,
    phrases: &'static str,
    outlines: &'static str,
    authorities: &'static str,
    marks: &'static str,
    kinds: &'static str,
    copies: &'static str,
}

/// Embeds the folder `data/<id>/`.
macro_rules! profile_files {
    ($id:literal) => {
        ProfileFiles {
            id: $id,
            basis: include_str!(concat!("../../data/", $id, "/the_thuc.yaml")),
            page: include_str!(concat!("../../data/", $id, "/trang.yaml")),
            styles: include_str!(concat!("../../data/", $id, "/kieu_chu.yaml")),
            heading: include_str!(concat!("../../data/", $id, "/dau_trang.yaml")),
            phrases: include_str!(concat!("../../data/", $id, "/cau_chu.yaml")),
            outlines: include_str!(concat!("../../data/", $id, "/bo_cuc.yaml")),
            authorities: include_str!(concat!("../../data/", $id, "/quyen_han.yaml")),
            marks: include_str!(concat!("../../data/", $id, "/dau.yaml")),
            kinds: include_str!(concat!("../../data/", $id, "/loai.yaml")),
            copies: include_str!(concat!("../../data/", $id, "/ban_sao.yaml")),
        }
    };
}

/// The profiles that have data, the default one first.
const PROFILE_FILES: &[ProfileFiles] = &[profile_files!("nd30"), profile_files!("dang")];

/// Each parsed when it is first asked for, as [`PROFILE_FILES`] lists them.
static LOADED: [LazyLock<Profile>; PROFILE_FILES.len()] =
    [LazyLock::new(|| load(&PROFILE_FILES[0])), LazyLock::new(|| load(&PROFILE_FILES[1]))];

static ALL: LazyLock<Vec<&'static Profile>> = LazyLock::new(|| LOADED.iter().map(|one| &**one).collect());

/// Every profile, the default one first.
pub fn profiles() -> &'static [&'static Profile] {
    &ALL
}

/// The profile with this id, if there is data for it.
pub fn profile(id: &str) -> Option<&'static Profile> {
    PROFILE_FILES.iter().position(|files| files.id == id).map(|at| &*LOADED[at])
}

/// The profile used when a document names none: Decree 30/2020/NĐ-CP.
pub fn default_profile() -> &'static Profile {
    &LOADED[0]
}

/// Parses the embedded files of a profile. They are part of the program and
/// covered by tests, so a fault in them is a fault of the build.
fn load(files: &ProfileFiles) -> Profile {
    let kinds: kind::KindTable = parse(files.id, "loai.yaml", files.kinds);
    Profile {
        id: files.id,
        basis: parse(files.id, "the_thuc.yaml", files.basis),
        page: parse(files.id, "trang.yaml", files.page),
        styles: Styles::new(parse(files.id, "kieu_chu.yaml", files.styles)),
        heading: parse(files.id, "dau_trang.yaml", files.heading),
        phrases: parse(files.id, "cau_chu.yaml", files.phrases),
        outlines: parse(files.id, "bo_cuc.yaml", files.outlines),
        authorities: parse(files.id, "quyen_han.yaml", files.authorities),
        marks: parse(files.id, "dau.yaml", files.marks),
        copies: parse(files.id, "ban_sao.yaml", files.copies),
        kinds: kinds.loai,
    }
}

fn parse<T: serde::de::DeserializeOwned>(profile: &str, file: &str, text: &str) -> T {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("embedded data/{profile}/{file}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_parses_and_has_every_style() {
        for profile in profiles() {
            for id in StyleId::ALL {
                let style = profile.styles.get(*id);
                assert_eq!(style.kieu, *id, "{}", profile.id);
            }
        }
    }

    /// NĐ 30, Phụ lục I, Phần I, mục V, and its like of the Party: both sets stay inside the legal sizes.
    #[test]
    fn both_size_sets_lie_in_the_legal_ranges() {
        for style in profiles().iter().flat_map(|profile| profile.styles.iter()) {
            for set in [SizeSet::Thirteen, SizeSet::Fourteen] {
                let size = style.co_chu.of(set);
                let legal = style.co_chu.tu..=style.co_chu.den;
                assert!(legal.contains(&size), "{:?}: {size} not in {legal:?}", style.kieu);
            }
        }
    }

    /// NĐ 30, Phụ lục III, mục I, copied by hand.
    #[test]
    fn the_signs_are_those_of_annex_three() {
        let expected = [
            ("nghi_quyet", "NQ"),
            ("quyet_dinh", "QĐ"),
            ("chi_thi", "CT"),
            ("quy_che", "QC"),
            ("quy_dinh", "QyĐ"),
            ("thong_cao", "TC"),
            ("thong_bao", "TB"),
            ("huong_dan", "HD"),
            ("chuong_trinh", "CTr"),
            ("ke_hoach", "KH"),
            ("phuong_an", "PA"),
            ("de_an", "ĐA"),
            ("du_an", "DA"),
            ("bao_cao", "BC"),
            ("bien_ban", "BB"),
            ("to_trinh", "TTr"),
            ("hop_dong", "HĐ"),
            ("cong_dien", "CĐ"),
            ("ban_ghi_nho", "BGN"),
            ("ban_thoa_thuan", "BTT"),
            ("giay_uy_quyen", "GUQ"),
            ("giay_moi", "GM"),
            ("giay_gioi_thieu", "GGT"),
            ("giay_nghi_phep", "GNP"),
            ("phieu_gui", "PG"),
            ("phieu_chuyen", "PC"),
            ("phieu_bao", "PB"),
        ];
        for (id, sign) in expected {
            let kind = default_profile().kind(id).unwrap_or_else(|| panic!("no kind {id}"));
            assert_eq!(kind.ky_hieu, sign, "{id}");
        }
        assert_eq!(default_profile().kinds.len(), 29, "Article 7 names 29 kinds");
    }
}
