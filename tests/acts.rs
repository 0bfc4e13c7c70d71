//! Acts in force by date. Expected days are taken by hand from the acts: the
//! closing articles that say from when they hold and what they end.

use vanban::acts::{Acts, Cited, Issued, Known, Standing, Trust};
use vanban::check::{Criteria, Severities, check, document_with};
use vanban::diagnostic::{Faults, Severity, Sources, render};
use vanban::law::Law;
use vanban::model::Ngay;
use vanban::source::{Input, load};

fn day(text: &str) -> Ngay {
    Ngay::parse(text).unwrap()
}

fn signed(sign: &str, on: &str) -> Option<Known<'static>> {
    Acts::embedded().look_up(Cited::Sign { sign, ngay: None }, day(on))
}

fn standing(sign: &str, on: &str) -> Standing<'static> {
    signed(sign, on).unwrap_or_else(|| panic!("{sign} is not in the table")).standing
}

fn named(name: &str, issued: Issued, on: &str) -> Option<&'static str> {
    let known = Acts::embedded().look_up(Cited::Name { name, issued }, day(on))?;
    Some(known.act.so_ky_hieu.as_str())
}

fn ended(since: &str) -> Standing<'static> {
    Standing::Ended { since: Some(day(since)) }
}

/// NĐ 30/2020/NĐ-CP, Điều 37: in force from 05/3/2020, ends NĐ 110/2004/NĐ-CP.
#[test]
fn an_act_ends_on_the_day_its_successor_begins() {
    assert_eq!(standing("110/2004/NĐ-CP", "2020-03-04"), Standing::InForce);
    assert_eq!(standing("110/2004/NĐ-CP", "2020-03-05"), ended("2020-03-05"));
    assert_eq!(standing("110/2004/NĐ-CP", "2026-09-15"), ended("2020-03-05"));
    assert_eq!(standing("30/2020/NĐ-CP", "2020-03-04"), Standing::NotYet { from: Some(day("2020-03-05")) });
    assert_eq!(standing("30/2020/NĐ-CP", "2020-03-05"), Standing::InForce);
    let old = signed("110/2004/NĐ-CP", "2021-01-01").unwrap().act;
    assert_eq!(old.thay_the_boi.as_deref(), Some("Nghị định 30/2020/NĐ-CP"));
    assert_eq!(old.tin_cay, Trust::Sure);
}

/// Luật 43/2019/QH14, Điều 115: in force from 01/7/2020, ends Luật 38/2005/QH11.
#[test]
fn a_law_is_found_by_its_name_and_the_day_or_year_of_issue() {
    let law = "Luật Giáo dục";
    assert_eq!(named(law, Issued::On(day("2019-06-14")), "2026-09-15"), Some("43/2019/QH14"));
    assert_eq!(named(law, Issued::In(2019), "2026-09-15"), Some("43/2019/QH14"));
    assert_eq!(named("luật  giáo dục", Issued::In(2005), "2026-09-15"), Some("38/2005/QH11"));
    assert_eq!(standing("38/2005/QH11", "2020-06-30"), Standing::InForce);
    assert_eq!(standing("38/2005/QH11", "2020-07-01"), ended("2020-07-01"));
    // No law of that name was issued then.
    assert_eq!(named(law, Issued::In(2012), "2026-09-15"), None);
    assert_eq!(named(law, Issued::On(day("2019-06-15")), "2026-09-15"), None);
    // Another law, though the name begins alike.
    assert_eq!(named("Luật Giáo dục đại học", Issued::In(2012), "2026-09-15"), Some("08/2012/QH13"));
    assert_eq!(named("Luật Giáo dục mầm non", Issued::In(2019), "2026-09-15"), None);
}

/// Luật 72/2025/QH15 of 16/6/2025 has the name and the year of Luật
/// 65/2025/QH15, which it ends: the year does not tell them apart.
#[test]
fn a_year_with_two_laws_of_one_name_says_nothing() {
    let law = "Luật Tổ chức chính quyền địa phương";
    assert_eq!(named(law, Issued::In(2025), "2026-09-15"), None);
    assert_eq!(named(law, Issued::On(day("2025-06-16")), "2026-09-15"), None);
    assert_eq!(named(law, Issued::In(2015), "2026-09-15"), Some("77/2015/QH13"));
    assert_eq!(standing("65/2025/QH15", "2025-06-16"), ended("2025-06-16"));
}

#[test]
fn an_unknown_act_is_none() {
    assert!(signed("99/2099/NĐ-CP", "2026-09-15").is_none());
    assert!(signed("", "2026-09-15").is_none());
    assert!(signed("không số", "2026-09-15").is_none());
    // Its row rests on memory alone: it is not in the table.
    assert!(signed("76/2015/QH13", "2026-09-15").is_none());
}

/// Signs of the Party have no year and are used again in every term.
#[test]
fn a_sign_without_a_year_asks_for_the_day() {
    let rule = |ngay| {
        let cited = Cited::Sign { sign: "36-HD/VPTW", ngay };
        Acts::embedded().look_up(cited, day("2026-06-01")).map(|known| known.standing)
    };
    assert_eq!(rule(None), None);
    assert_eq!(rule(Some(day("2011-05-10"))), None);
    assert_eq!(rule(Some(day("2018-04-03"))), Some(ended("2026-05-27")));
}

/// Thông tư 30/2026/TT-BGDĐT ends Điều 3, 4, 5, 10 of Thông tư
/// 02/2021/TT-BGDĐT from 14/4/2026; Luật 42/2013/QH13 ends Chương V of Luật
/// Khiếu nại from 01/7/2014.
#[test]
fn parts_of_an_act_end_before_it() {
    assert_eq!(standing("02/2021/TT-BGDĐT", "2026-04-13"), Standing::InForce);
    let Standing::Partly(parts) = standing("02/2021/TT-BGDĐT", "2026-04-14") else { panic!("not partly") };
    assert_eq!(parts.iter().map(|part| part.phan.as_str()).collect::<Vec<_>>(), ["Điều 3, 4, 5, 10"]);
    assert!(matches!(standing("02/2011/QH13", "2014-06-30"), Standing::InForce));
    assert!(matches!(standing("02/2011/QH13", "2014-07-01"), Standing::Partly(_)));
    // The part first, then the whole.
    assert!(matches!(standing("52/2019/QH14", "2025-07-01"), Standing::Partly(_)));
    assert_eq!(standing("52/2019/QH14", "2026-07-01"), ended("2026-07-01"));
}

/// The day of Nghị định 214/2025/NĐ-CP was not seen: before the day of the
/// table nobody can tell, after it the act is gone.
#[test]
fn an_end_without_a_day_is_told_from_the_day_of_the_table_only() {
    assert_eq!(standing("24/2024/NĐ-CP", "2025-06-01"), Standing::Unknown);
    assert_eq!(standing("24/2024/NĐ-CP", "2026-10-02"), Standing::Unknown);
    assert_eq!(standing("24/2024/NĐ-CP", "2026-10-03"), Standing::Ended { since: None });
    assert_eq!(standing("24/2024/NĐ-CP", "2024-01-01"), Standing::NotYet { from: None });
}

/// Luật 123/2025/QH15 amends Luật Giáo dục from 01/01/2026.
#[test]
fn amendments_count_from_their_day() {
    let law = signed("43/2019/QH14", "2026-09-15").unwrap().act;
    assert_eq!(law.amended_by(day("2025-12-31")).count(), 0);
    let names: Vec<_> = law.amended_by(day("2026-01-01")).map(|by| by.van_ban.as_str()).collect();
    assert_eq!(names, ["Luật 123/2025/QH15"]);
}

/// One source alone (trust `kha`) is told as such.
#[test]
fn a_row_of_one_source_is_told_as_such() {
    let known = signed("25/2020/TT-BGDĐT", "2024-02-12").unwrap();
    assert_eq!((known.act.tin_cay, known.standing), (Trust::Fair, ended("2024-02-12")));
}

#[test]
fn the_table_says_its_day_and_the_source_of_every_row() {
    let acts = Acts::embedded();
    assert_eq!(acts.den_ngay(), day("2026-10-03"));
    assert!(acts.reaches(day("2026-10-03")) && !acts.reaches(day("2026-10-04")));
    assert!(include_str!("../README.md").contains("dữ liệu đến ngày 03/10/2026"));
    assert_eq!(acts.iter().count(), 146);
    for act in acts {
        assert!(!act.nguon.is_empty(), "{}", act.so_ky_hieu);
        let found = Cited::Sign { sign: &act.so_ky_hieu, ngay: act.ngay };
        let found = acts.look_up(found, acts.den_ngay()).map(|known| known.act);
        assert_eq!(found, Some(act), "found by its own sign");
        assert!(act.het_hieu_luc_tu.is_none() || act.thay_the_boi.is_some(), "{}", act.so_ky_hieu);
    }
}

/// What a faulty file of an office is told: rendered, so that lines show.
fn told(table: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let faults = Acts::parse("hieu-luc.yaml", table, &mut sources).expect_err("a fault");
    faults.iter().map(|fault| render(fault, &sources, false)).collect()
}

#[test]
fn a_newer_file_of_an_office_takes_the_place_of_the_table() {
    let table = "den_ngay: 31/12/2027\nvan_ban:\n  - loai: Nghị định\n    so_ky_hieu: 30/2020/NĐ-CP\n    \
                 ten: Công tác văn thư\n    het_hieu_luc_tu: 01/7/2027\n    thay_the_boi: Nghị định 1/2027/NĐ-CP\n    \
                 nguon: Công báo\n    tin_cay: chac\n";
    let acts = Acts::parse("hieu-luc.yaml", table, &mut Sources::new()).unwrap();
    let on =
        |text| acts.look_up(Cited::Sign { sign: "30/2020/NĐ-CP", ngay: None }, day(text)).unwrap().standing;
    assert_eq!(on("2027-06-30"), Standing::InForce);
    assert_eq!(on("2027-07-01"), ended("2027-07-01"));
    assert!(acts.look_up(Cited::Sign { sign: "110/2004/NĐ-CP", ngay: None }, day("2027-07-01")).is_none());
}

/// Every fault at its line, several at a time.
#[test]
fn a_faulty_file_is_told_at_its_lines() {
    let table = "den_ngay: 2027-13-01
van_ban:
  - {loai: Luật, so_ky_hieu: 43/2019/QH14, ten: Luật Giáo dục, nguon: Công báo, tin_cay: nghi}
  - {loai: Luật, so_ky_hieu: 38/2005/QH11, ten: Luật Giáo dục, nguon: Công báo, tin_cay: chac, het_hieu_luc: 2020-07-01}
  - {loai: Luật, so_ky_hieu: số 38/2005/qh11, ten: Luật Giáo dục, nguon: Công báo, tin_cay: chac}
  - {loai: Nghị định, so_ky_hieu: 1/2020/NĐ-CP, ten: Thử, ngay: 2020-02-01, het_hieu_luc_tu: 2020-01-01, nguon: Công báo, tin_cay: kha}
  - {loai: Nghị định, so_ky_hieu: NĐ-CP, nguon: Công báo, tin_cay: kha}
";
    let told = told(table);
    let expected: [(usize, &str, &str); 7] = [
        (1, "không có tháng 13", "2021-11-15"),
        (3, "không có độ tin cậy `nghi`", "chac"),
        (4, "không có khóa `het_hieu_luc`", "`het_hieu_luc_tu`"),
        (5, "đã có ở dòng 4", "giữ lại một trong hai"),
        (6, "hết hiệu lực trước ngày", "`het_hieu_luc_tu`"),
        (7, "thiếu khóa `ten`", "ten: ..."),
        (7, "`NĐ-CP` không phải là số, ký hiệu", "30/2020/NĐ-CP"),
    ];
    assert_eq!(told.len(), expected.len(), "{}", told.join("\n"));
    for (line, message, help) in expected {
        let place = format!("hieu-luc.yaml:{line}:");
        let found = told.iter().find(|told| told.contains(message)).unwrap_or_else(|| panic!("{message}"));
        assert!(found.contains(&place) && found.contains(help), "{found}");
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for (table, message) in [
        ("", "không có nội dung"),
        ("den_ngay: 2026-10-03\n", "thiếu khóa `van_ban`"),
        ("den_ngay: 2026-10-03\nvan_ban: []\n", "không có văn bản nào"),
        ("- 30/2020/NĐ-CP\n", "cần bảng hiệu lực"),
        ("den_ngay: [\n", "hieu-luc.yaml"),
    ] {
        let told = told(table).join("\n");
        assert!(told.contains(message), "{table:?}: {told}");
    }
    let binary = Acts::parse("a.xlsx", "PK\u{3}\u{4}", &mut Sources::new());
    assert!(binary.is_err_and(|faults: Faults| !faults.is_empty()));
}

/// What the checker says of a basis of a plan of 15/9/2026: severity, message,
/// advice.
fn found(basis: &str) -> Vec<(Severity, String, String)> {
    found_with(basis, &Criteria::default())
}

fn found_with(basis: &str, criteria: &Criteria) -> Vec<(Severity, String, String)> {
    let yaml = document_with(&format!("can_cu: [\"{basis}\"]"));
    let mut sources = Sources::new();
    let document = load(&Input::text("a.yaml", yaml), &Law::embedded(), &mut sources).unwrap().value;
    check(&document, &sources, criteria, &[])
        .into_iter()
        .filter(|finding| finding.rule.id == "VB-het_hieu_luc")
        .map(|finding| finding.diagnostic)
        .map(|told| (told.severity, told.message, told.help))
        .collect()
}

#[test]
fn an_ended_basis_is_a_warning_when_sure_and_a_hint_when_not() {
    let told =
        found("Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư");
    assert_eq!(
        told,
        [(
            Severity::Warning,
            "Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày 05/3/2020".to_owned(),
            "xem văn bản thay thế: Nghị định 30/2020/NĐ-CP; dữ liệu đến ngày 03/10/2026".to_owned(),
        )]
    );
    let told = found("Luật Giáo dục năm 2005");
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].0, told[0].1.as_str()),
        (Severity::Hint, "Luật Giáo dục số 38/2005/QH11 hết hiệu lực từ ngày 01/7/2020")
    );
    assert!(
        told[0].2.contains("Luật 43/2019/QH14") && told[0].2.contains("cần kiểm tra lại"),
        "{}",
        told[0].2
    );
    // Its end has no day in the table, and the plan is older than the table.
    assert_eq!(found("Luật Đầu tư công ngày 13 tháng 6 năm 2019"), []);
}

/// Two acts that an office made up, one of them ended.
const OWN_TABLE: &str = "\
den_ngay: 2026-12-01
van_ban:
  - {loai: Thông tư, so_ky_hieu: 07/2021/TT-BMT, ten: Thư viện trường, het_hieu_luc_tu: 2026-09-15,
     thay_the_boi: Thông tư 09/2026/TT-BMT, nguon: Công báo, tin_cay: chac}
  - {loai: Thông tư, so_ky_hieu: 09/2026/TT-BMT, ten: Thư viện trường, hieu_luc_tu: 2026-09-15,
     nguon: Công báo, tin_cay: chac}
";

#[test]
fn the_table_of_an_office_takes_the_place_of_the_programs() {
    let acts = Acts::parse("hieu-luc.yaml", OWN_TABLE, &mut Sources::new()).unwrap();
    let own = Criteria::new(Severities::default(), Some(acts));
    let basis =
        |sign: &str| format!("Thông tư số {sign} ngày 05 tháng 3 năm 2021 của Bộ Mây Trắng về thư viện");
    assert_eq!(
        found_with(&basis("07/2021/TT-BMT"), &own),
        [(
            Severity::Warning,
            "Thông tư số 07/2021/TT-BMT hết hiệu lực từ ngày 15/9/2026".to_owned(),
            "xem văn bản thay thế: Thông tư 09/2026/TT-BMT; dữ liệu đến ngày 01/12/2026".to_owned(),
        )]
    );
    assert_eq!(found_with(&basis("09/2026/TT-BMT"), &own), []);
    // Each table knows only its own acts.
    assert_eq!(found(&basis("07/2021/TT-BMT")), []);
    let decree = "Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư";
    assert_eq!((found(decree).len(), found_with(decree, &own).len()), (1, 0));
}
