//! Expected values made by hand.

use super::{GiaiDoan, Lich, NamHoc, Period, YearPart};
use crate::model::{Ngay, NgayThang};

const SCHOOL: Lich = Lich::NamHoc(NamHoc {
    bat_dau: NgayThang::fixed(1, 9),
    het_hk1: NgayThang::fixed(17, 1),
    het_hk2: NgayThang::fixed(30, 5),
});
const ONE_SCHOOL_YEAR: GiaiDoan = GiaiDoan { tu: 2026, den: 2026, lich: SCHOOL };
const SCHOOL_YEARS: GiaiDoan = GiaiDoan { tu: 2026, den: 2028, lich: SCHOOL };
const YEAR: GiaiDoan = GiaiDoan::calendar_years(2026, 2026);
const YEARS: GiaiDoan = GiaiDoan::calendar_years(2026, 2030);

/// What is typed, the plan, the id, the name, the first and the last day.
#[test]
fn periods_have_a_name_and_days() {
    let table = [
        ("2026", YEARS, "nam-2026", "năm 2026", "01/01/2026", "31/12/2026"),
        ("năm 2027", YEARS, "nam-2027", "năm 2027", "01/01/2027", "31/12/2027"),
        ("quy-2-2026", YEARS, "quy-2-2026", "quý II năm 2026", "01/4/2026", "30/6/2026"),
        ("Quý IV năm 2026", YEARS, "quy-4-2026", "quý IV năm 2026", "01/10/2026", "31/12/2026"),
        ("quy-1", YEAR, "quy-1-2026", "quý I năm 2026", "01/01/2026", "31/3/2026"),
        ("6-thang-2026", YEARS, "6-thang-2026", "6 tháng đầu năm 2026", "01/01/2026", "30/6/2026"),
        ("6 tháng đầu năm 2026", YEARS, "6-thang-2026", "6 tháng đầu năm 2026", "01/01/2026", "30/6/2026"),
        ("thang-2-2028", YEARS, "thang-2-2028", "tháng 2 năm 2028", "01/02/2028", "29/02/2028"),
        ("thang-2", YEAR, "thang-2-2026", "tháng 2 năm 2026", "01/02/2026", "28/02/2026"),
        ("11/2026", YEARS, "", "", "", ""),
        ("2026-2027", SCHOOL_YEARS, "nam-hoc-2026-2027", "năm học 2026-2027", "01/9/2026", "31/8/2027"),
        (
            "nam-hoc-2028-2029",
            SCHOOL_YEARS,
            "nam-hoc-2028-2029",
            "năm học 2028-2029",
            "01/9/2028",
            "31/8/2029",
        ),
        (
            "hk1-2026-2027",
            SCHOOL_YEARS,
            "hk1-2026-2027",
            "học kỳ I năm học 2026-2027",
            "01/9/2026",
            "17/01/2027",
        ),
        ("HK2", ONE_SCHOOL_YEAR, "hk2-2026-2027", "học kỳ II năm học 2026-2027", "18/01/2027", "30/5/2027"),
        (
            "Học kỳ I năm học 2026-2027",
            SCHOOL_YEARS,
            "hk1-2026-2027",
            "học kỳ I năm học 2026-2027",
            "01/9/2026",
            "17/01/2027",
        ),
        ("thang-11-2026", SCHOOL_YEARS, "thang-11-2026", "tháng 11 năm 2026", "01/11/2026", "30/11/2026"),
        ("thang-2-2028", SCHOOL_YEARS, "thang-2-2028", "tháng 2 năm 2028", "01/02/2028", "29/02/2028"),
        ("thang-3", ONE_SCHOOL_YEAR, "thang-3-2027", "tháng 3 năm 2027", "01/3/2027", "31/3/2027"),
    ];
    for (typed, plan, id, name, first, last) in table {
        let found = Period::parse(typed, plan);
        if id.is_empty() {
            assert!(found.is_err(), "{typed}");
            continue;
        }
        let period = found.unwrap_or_else(|error| panic!("{typed}: {error:?}"));
        let (from, to) = period.days().unwrap();
        let made = (period.id(), period.name(), from.short(), to.short());
        assert_eq!(made, (id.to_owned(), name.to_owned(), first.to_owned(), last.to_owned()), "{typed}");
        assert_eq!(Period::parse(id, plan), Ok(period), "{id}: what is written can be typed");
        assert_eq!(Period::parse(name, plan), Ok(period), "{name}: and so can its name");
    }
}

/// What is typed, the plan, words of the message and of the advice.
#[test]
fn what_is_no_period_of_the_plan_is_told() {
    let table = [
        ("hk3", ONE_SCHOOL_YEAR, "không có học kỳ `hk3`", "hk1, hk2"),
        ("quy-5-2026", YEARS, "không có quý `quy-5-2026`", "quy-4"),
        ("thang-13", YEAR, "không có tháng `thang-13`", "thang-12"),
        ("nam-hoc-2026-2028", SCHOOL_YEARS, "2026-2028 không phải một năm học", "2026-2027"),
        ("hk1-2026-2028", SCHOOL_YEARS, "không phải một năm học", "2026-2027"),
        ("hk1-2026-2027", YEARS, "thuộc năm học", "lich: nam_hoc"),
        ("2026-2027", YEARS, "thuộc năm học", "lich: nam_hoc"),
        ("quy-2-2026", SCHOOL_YEARS, "thuộc năm dương lịch", "hk1"),
        ("6-thang-2026", SCHOOL_YEARS, "thuộc năm dương lịch", "hk1"),
        ("2026", SCHOOL_YEARS, "là năm dương lịch", "2026-2027"),
        ("hk1-2026", SCHOOL_YEARS, "là năm dương lịch", "2025-2026 hoặc 2026-2027"),
        ("hk1", SCHOOL_YEARS, "của năm học nào", "hk1-2026-2027, hk1-2027-2028, hk1-2028-2029"),
        ("quy-2", YEARS, "của năm nào", "quy-2-2026, quy-2-2027, quy-2-2028, ..."),
        ("quy-2-2031", YEARS, "nằm ngoài giai đoạn 2026-2030", "từ 2026 đến 2030"),
        ("hk1-2029-2030", SCHOOL_YEARS, "nằm ngoài giai đoạn 2026-2029", "từ 2026-2027 đến 2028-2029"),
        ("thang-8-2026", SCHOOL_YEARS, "nằm ngoài", "2026-2027"),
        ("29/02", YEARS, "không phải một kỳ", "quy-2-2026"),
        ("", YEARS, "không phải một kỳ", "2026"),
        ("hôm nay", ONE_SCHOOL_YEAR, "không phải một kỳ", "hk1-2026-2027"),
        ("9999999999999", YEARS, "không phải một kỳ", "2026"),
    ];
    for (typed, plan, message, help) in table {
        let error = Period::parse(typed, plan).expect_err(typed);
        assert!(error.message.contains(message), "{typed}: {}", error.message);
        assert!(error.help.contains(help), "{typed}: {}", error.help);
    }
}

#[test]
fn periods_are_ordered_and_hold_their_parts() {
    let of = |typed, plan| Period::parse(typed, plan).unwrap();
    let mut typed = ["thang-11-2026", "hk2-2026-2027", "2026-2027", "hk1-2026-2027", "thang-9-2026"]
        .map(|typed| of(typed, SCHOOL_YEARS));
    typed.sort();
    let ids = typed.map(Period::id);
    let expected = ["nam-hoc-2026-2027", "hk1-2026-2027", "thang-9-2026", "thang-11-2026", "hk2-2026-2027"];
    assert_eq!(ids, expected);

    let (hk1, hk2) = (of("hk1", ONE_SCHOOL_YEAR), of("hk2", ONE_SCHOOL_YEAR));
    assert!(hk1.contains(of("thang-11", ONE_SCHOOL_YEAR)));
    assert!(!hk1.contains(of("thang-1", ONE_SCHOOL_YEAR)), "January is in both terms");
    assert!(hk1.whole_year().contains(hk2) && !hk2.contains(hk1));
    assert_eq!((hk1.is_followed(), hk2.is_followed()), (true, false));
    assert_eq!(hk2.so_far(), [hk1, hk2]);

    let months = of("thang-1", ONE_SCHOOL_YEAR).series();
    assert_eq!(months.first().map(|month| month.part), Some(Some(YearPart::Thang(9))));
    assert_eq!(months.last().map(|month| month.id()), Some("thang-8-2027".to_owned()));

    let half = of("6-thang-2026", YEARS);
    let parts: Vec<Vec<String>> =
        half.parts().iter().map(|parts| parts.iter().map(|part| part.id()).collect()).collect();
    assert_eq!(parts[0], ["quy-1-2026", "quy-2-2026"]);
    assert_eq!(parts[1].len(), 6);
}

#[test]
fn days_lie_in_the_school_year_they_are_taught_in() {
    let day = |text| Ngay::parse(text).unwrap();
    assert_eq!(SCHOOL.year_of(day("31/8/2026")), 2025);
    assert_eq!(SCHOOL.year_of(day("01/9/2026")), 2026);
    assert_eq!(SCHOOL.year_of(day("29/02/2028")), 2027);
    assert_eq!(Lich::Nam.year_of(day("31/8/2026")), 2026);
    let of = |text| SCHOOL.day_of(2026, NgayThang::parse(text).unwrap());
    assert_eq!(of("31/5"), Ngay::parse("31/5/2027").ok());
    assert_eq!(of("20/10"), Ngay::parse("20/10/2026").ok());
}

#[test]
fn a_school_may_begin_on_another_day() {
    let days = NamHoc {
        bat_dau: NgayThang::fixed(5, 9),
        het_hk1: NgayThang::fixed(10, 1),
        het_hk2: NgayThang::fixed(25, 5),
    };
    let year = GiaiDoan { tu: 2026, den: 2026, lich: Lich::NamHoc(days) };
    let term = Period::parse("hk2", year).unwrap().days().unwrap();
    assert_eq!((term.0.short(), term.1.short()), ("11/01/2027".to_owned(), "25/5/2027".to_owned()));
    let september = Period::parse("thang-9-2026", year).unwrap();
    assert!(september.whole_year().contains(september), "begun in the month");
    assert!(days.is_in_order());
    let swapped = NamHoc { het_hk1: days.het_hk2, het_hk2: days.het_hk1, ..days };
    assert!(!swapped.is_in_order());
}

#[test]
fn years_of_a_plan() {
    let years = |tu, den| Some(GiaiDoan::calendar_years(tu, den));
    assert_eq!(GiaiDoan::parse("2021 - 2025"), years(2021, 2025));
    assert_eq!(GiaiDoan::parse("2021"), years(2021, 2021));
    for text in ["2025-2021", "21-25", "1900-2100", "2021-", "năm 2021"] {
        assert_eq!(GiaiDoan::parse(text), None, "{text}");
    }
    assert_eq!(GiaiDoan::of("2026-2027", SCHOOL), Some(ONE_SCHOOL_YEAR));
    assert_eq!(GiaiDoan::of("2026-2029", SCHOOL), Some(SCHOOL_YEARS));
    assert_eq!(GiaiDoan::of("2026", SCHOOL), None);
    assert_eq!((SCHOOL_YEARS.label(), ONE_SCHOOL_YEAR.label()), ("2026-2029".into(), "2026-2027".into()));
}
