//! Which acts were in force on a day: a table as of a day (`den_ngay`), a value.
//!
//! The table of the program stands in `data/kiem_tra/hieu_luc.yaml`; an office
//! may bring a newer file of the same form. [`crate::source`] reads both. The
//! table does not hold every act: what it does not know is no finding.

mod name;

use std::collections::BTreeMap;

use crate::model::Ngay;

pub(crate) use name::sign_key;

/// The table: what is known of acts up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acts {
    den_ngay: Ngay,
    acts: Vec<Act>,
    by_sign: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// One act. A day that no source gave is missing, never guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Kind: Luật, Nghị định, Thông tư.
    pub loai: String,
    /// Number and sign.
    pub so_ky_hieu: String,
    /// Its name without a year; that of a law with "Luật".
    pub ten: String,
    /// Day of issue.
    pub ngay: Option<Ngay>,
    /// Who issued it.
    pub co_quan: Option<String>,
    /// First day in force.
    pub hieu_luc_tu: Option<Ngay>,
    /// When it ended; none: it had not on the day of the table.
    pub het_hieu_luc_tu: Option<End>,
    /// What took its place, in words.
    pub thay_the_boi: Option<String>,
    /// Parts of it that ended before.
    pub het_mot_phan: Vec<EndedPart>,
    /// Acts that amend it.
    pub sua_doi: Vec<Amendment>,
    /// What else to know, exceptions above all.
    pub ghi_chu: Option<String>,
    /// Where this row comes from.
    pub nguon: String,
    /// How far the row may be trusted.
    pub tin_cay: Trust,
}

/// The end of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is no longer in force from this day on.
    From(Ngay),
    /// It had ended on the day of the table; no source gave the day.
    Unseen,
}

/// A part of an act that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedPart {
    /// Which part, in words: "Điều 6".
    pub phan: String,
    /// The first day without it; none: by the day of the table.
    pub tu_ngay: Option<Ngay>,
    /// What took its place.
    pub thay_the_boi: Option<String>,
}

/// An act that amends another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The amending act: "Luật 123/2025/QH15".
    pub van_ban: String,
    /// The first day of the amended words.
    pub tu_ngay: Option<Ngay>,
}

/// How far a row may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// `chac`: the replacing act's own words, or two independent sources.
    Sure,
    /// `kha`: one source; to be looked up before acting on it.
    Fair,
}

/// How a document names an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited<'a> {
    /// By number and sign.
    Sign {
        /// However spelt: "số 30/2020/NĐ - CP".
        sign: &'a str,
        /// The day of issue. A sign without a year is used again in later
        /// years and says nothing without it.
        ngay: Option<Ngay>,
    },
    /// By kind and name, as laws are: "Luật Giáo dục" of a year or day.
    Name {
        /// Kind and name, without the year.
        name: &'a str,
        /// When it was issued.
        issued: Issued,
    },
}

/// What is said of the day an act was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    /// The day.
    On(Ngay),
    /// The year alone.
    In(i16),
}

/// An act that the table has, as it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'t> {
    /// Its row.
    pub act: &'t Act,
    /// How it stood on the day asked for.
    pub standing: Standing<'t>,
}

/// How an act stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<'t> {
    /// Not in force yet; from this day, when the table has it.
    NotYet {
        /// Its first day.
        from: Option<Ngay>,
    },
    /// In force. Of a day that the table does not reach ([`Acts::reaches`]):
    /// as far as it tells. Of an act whose first day it does not have: issued.
    InForce,
    /// In force but for these parts.
    Partly(Vec<&'t EndedPart>),
    /// No longer in force, since this day when the table has it.
    Ended {
        /// The first day without it.
        since: Option<Ngay>,
    },
    /// It ended, whole or in part, on a day that the table does not have: on
    /// the day asked for it may have been in force.
    Unknown,
}

impl<'t> IntoIterator for &'t Acts {
    type Item = &'t Act;
    type IntoIter = std::slice::Iter<'t, Act>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Acts {
    /// A table. Of two rows with one sign the first is found by it.
    pub fn new(den_ngay: Ngay, acts: Vec<Act>) -> Self {
        let mut by_sign = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, act) in acts.iter().enumerate() {
            by_sign.entry(sign_key(&act.so_ky_hieu)).or_insert(at);
            by_name.entry(name::name_key(&act.title())).or_default().push(at);
        }
        Self { den_ngay, acts, by_sign, by_name }
    }

    /// The day that the table was made on: "dữ liệu đến ngày ...".
    pub fn den_ngay(&self) -> Ngay {
        self.den_ngay
    }

    /// Whether the table knows what happened up to a day.
    pub fn reaches(&self, day: Ngay) -> bool {
        day <= self.den_ngay
    }

    /// The rows, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Act> {
        self.acts.iter()
    }

    /// An act on a day; none when the table does not have it, or has several
    /// that may be meant.
    pub fn look_up(&self, cited: Cited<'_>, day: Ngay) -> Option<Known<'_>> {
        let act = match cited {
            Cited::Sign { sign, ngay } => self.signed(sign, ngay)?,
            Cited::Name { name, issued } => self.named(name, issued)?,
        };
        Some(Known { act, standing: self.standing(act, day) })
    }

    /// The act of a sign, of the day too when the sign has no year.
    fn signed(&self, sign: &str, ngay: Option<Ngay>) -> Option<&Act> {
        let act = self.acts.get(*self.by_sign.get(&sign_key(sign))?)?;
        let is_enough = name::year_of_sign(&act.so_ky_hieu).is_some() || (ngay.is_some() && ngay == act.ngay);
        is_enough.then_some(act)
    }

    /// The one act of a name and day or year of issue.
    fn named(&self, name: &str, issued: Issued) -> Option<&Act> {
        let rows = self.by_name.get(&name::name_key(name))?;
        let mut fitting = rows.iter().filter_map(|&at| self.acts.get(at)).filter(|act| act.is_issued(issued));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn standing<'t>(&self, act: &'t Act, day: Ngay) -> Standing<'t> {
        match act.het_hieu_luc_tu {
            Some(End::From(end)) if end <= day => return Standing::Ended { since: Some(end) },
            Some(End::Unseen) if self.den_ngay <= day => return Standing::Ended { since: None },
            _ => {}
        }
        let is_to_come = match (act.hieu_luc_tu.or(act.ngay), act.year()) {
            (Some(first), _) => day < first,
            (None, Some(year)) => day.nam() < year,
            (None, None) => false,
        };
        if is_to_come {
            return Standing::NotYet { from: act.hieu_luc_tu };
        }
        let is_gone = |part: &EndedPart| part.tu_ngay.unwrap_or(self.den_ngay) <= day;
        let gone: Vec<&EndedPart> = act.het_mot_phan.iter().filter(|part| is_gone(part)).collect();
        let may_be_gone = act.het_mot_phan.iter().any(|part| part.tu_ngay.is_none() && !is_gone(part));
        if act.het_hieu_luc_tu == Some(End::Unseen) || may_be_gone {
            Standing::Unknown
        } else if gone.is_empty() {
            Standing::InForce
        } else {
            Standing::Partly(gone)
        }
    }
}

impl Act {
    /// Kind and name: "Luật Giáo dục", "Nghị định Công tác văn thư".
    pub fn title(&self) -> String {
        if self.ten.starts_with(&self.loai) {
            self.ten.clone()
        } else {
            format!("{} {}", self.loai, self.ten)
        }
    }

    /// What amends it on a day.
    pub fn amended_by(&self, day: Ngay) -> impl Iterator<Item = &Amendment> {
        self.sua_doi.iter().filter(move |amendment| amendment.tu_ngay.is_some_and(|from| from <= day))
    }

    /// The year of issue: of its sign, or of its day.
    fn year(&self) -> Option<i16> {
        name::year_of_sign(&self.so_ky_hieu).or(self.ngay.map(Ngay::nam))
    }

    /// Whether it may be the act issued then. A year says too little of an act
    /// that another of the same name followed in the same year.
    fn is_issued(&self, issued: Issued) -> bool {
        let year = match (issued, self.ngay) {
            (Issued::On(day), Some(own)) => return day == own,
            (Issued::On(day), None) => day.nam(),
            (Issued::In(year), _) => year,
        };
        let successor = self.thay_the_boi.as_deref().unwrap_or_default();
        self.year() == Some(year) && !successor.contains(&format!("/{year}/"))
    }
}
