//! What a report needs and the data do not have.

use crate::model::NHAN_DINH;

/// A blank of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The number of the plan.
    PlanNumber,
    /// Something about a task in a period.
    Task {
        /// The period: "năm 2022", "học kỳ I năm học 2026-2027".
        ky: String,
        /// The task's id.
        nhiem_vu: String,
        /// What is missing: "trạng thái", "nguyên nhân".
        what: &'static str,
    },
    /// The value of a figure in a period.
    Figure {
        /// The period: "năm 2022", "học kỳ I năm học 2026-2027".
        ky: String,
        /// The task's id.
        nhiem_vu: String,
        /// The figure's id.
        chi_tieu: String,
    },
    /// An assessment.
    Assessment {
        /// The report's id.
        ky: String,
        /// The topic's key.
        muc: &'static str,
    },
}

/// What is missing, a line for each year of a task and for each assessment.
pub fn describe(missing: &[Missing]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for blank in missing {
        let (place, what) = blank.words();
        match lines.iter_mut().find(|(known, _)| *known == place) {
            Some((_, all)) => all.push(what),
            None => lines.push((place, vec![what])),
        }
    }
    lines.into_iter().map(|(place, all)| format!("{place}: {}", all.join(", "))).collect()
}

impl Missing {
    /// Where the blank belongs, and what it is.
    fn words(&self) -> (String, String) {
        match self {
            Self::PlanNumber => ("kế hoạch".to_owned(), "số văn bản (khóa `so`)".to_owned()),
            Self::Task { ky, nhiem_vu, what } => (place(ky, nhiem_vu), (*what).to_owned()),
            Self::Figure { ky, nhiem_vu, chi_tieu } => (place(ky, nhiem_vu), format!("`{chi_tieu}`")),
            Self::Assessment { ky, muc } => {
                let words = NHAN_DINH.iter().find(|(key, _)| key == muc).map_or(*muc, |(_, words)| words);
                (format!("nhận định kỳ {ky}"), words.to_lowercase())
            }
        }
    }
}

fn place(period: &str, task: &str) -> String {
    format!("{period}, nhiệm vụ `{task}`")
}
