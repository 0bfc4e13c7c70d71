//! Reads tables of acts in force: the program's own, or an office's newer one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::mapping::MappingReader;
use super::reader::{FromNode, Reader};
use super::tree::{self, Node};
use super::{MAX_INPUT_BYTES, MAX_REPORTS, file, shorten};
use crate::acts::{Act, Acts, Amendment, End, EndedPart, Trust, sign_key};
use crate::diagnostic::{Diagnostic, Faults, SourceId, Sources, Span, Told};
use crate::files::{FileFault, Folder};
use crate::keys::GroupName;
use crate::law::Law;
use crate::model::{Literal, Ngay};
use crate::settings_file::{NamedPath, SETTINGS_FILE};

/// Parsed once. The table is part of the program and covered by tests, so a
/// fault in it is a fault of the build.
static EMBEDDED: LazyLock<Acts> = LazyLock::new(|| {
    let text = include_str!("../../data/kiem_tra/hieu_luc.yaml");
    Acts::parse("hieu_luc.yaml", text, &mut Sources::new())
        .unwrap_or_else(|faults| panic!("embedded data/kiem_tra/hieu_luc.yaml: {faults}"))
});

impl Acts {
    /// The table of the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a table of the form of `data/kiem_tra/hieu_luc.yaml`. Its text is
    /// added to `sources` under `name`.
    ///
    /// ```
    /// use vanban::acts::{Acts, Cited, Standing};
    /// use vanban::diagnostic::Sources;
    /// use vanban::model::Ngay;
    ///
    /// let table = "den_ngay: 2026-10-03
    /// van_ban:
    ///   - {loai: Nghị định, so_ky_hieu: 30/2020/NĐ-CP, ten: Công tác văn thư,
    ///      hieu_luc_tu: 2020-03-05, nguon: Công báo, tin_cay: chac}
    /// ";
    /// let acts = Acts::parse("hieu-luc.yaml", table, &mut Sources::new()).unwrap();
    /// let day = Ngay::new(2021, 11, 15).unwrap();
    /// let cited = Cited::Sign { sign: "số 30/2020/NĐ-CP", ngay: None };
    /// let known = acts.look_up(cited, day).unwrap();
    /// assert_eq!(known.standing, Standing::InForce);
    /// ```
    ///
    /// # Errors
    /// Every fault of the file, each at its line.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> Result<Self, Faults> {
        let id = file::decode(name, text.as_bytes().to_vec(), sources)?;
        Self::of_source(id, sources)
    }

    fn of_source(id: SourceId, sources: &mut Sources) -> Result<Self, Faults> {
        let root = tree::parse(id, sources)?;
        let mut cx = Reader::new(sources, Folder::empty(), &Law::embedded());
        let acts = Self::from_node(&root, &mut cx);
        let mut told = cx.into_diagnostics();
        told.sort_by_key(|told| told.place.span().map(|span| span.start));
        shorten(&mut told, MAX_REPORTS);
        match acts {
            Some(acts) => Faults::none_or(told, acts),
            None => Err(told.into()),
        }
    }
}

/// The table of an office, which a settings file names; told of one that is
/// older than the program's.
///
/// # Errors
/// When it cannot be read, at the line of the settings file; every fault of the
/// file, each at its line.
pub fn load_acts(named: &NamedPath, sources: &mut Sources) -> Result<Told<Acts>, Faults> {
    let place = named.name.at;
    let id = read(named, sources).map_err(|fault| fault.or_at(place))?;
    let acts = Acts::of_source(id, sources)?;
    let (own, programs) = (acts.den_ngay(), Acts::embedded().den_ngay());
    let older = || {
        let message = format!(
            "bảng hiệu lực `{}` có dữ liệu đến ngày {}, cũ hơn bảng của chương trình (đến ngày {})",
            named.name.value,
            own.short(),
            programs.short()
        );
        Diagnostic::warning("hieu-luc", message)
            .at(place)
            .help("cập nhật bảng ấy, hoặc bỏ dòng này để dùng bảng của chương trình")
    };
    Ok(Told::new(acts, (own < programs).then(older).into_iter().collect()))
}

fn read(named: &NamedPath, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    let name = &named.name.value;
    let outside = |_| {
        Diagnostic::error("cau-hinh", format!("tệp `{name}` nằm ngoài thư mục có {SETTINGS_FILE}"))
            .help(format!("chép tệp ấy vào thư mục có {SETTINGS_FILE}"))
    };
    let file = named.base.file(name).map_err(outside)?;
    let bytes = file.start(MAX_INPUT_BYTES + 1).map_err(|fault| match fault {
        FileFault::LinkedOut => outside(file.told(&fault)),
        _ => file.told(&fault),
    })?;
    file::decode(&file.to_string(), bytes, sources).map_err(|fault| match fault.code {
        "khong-phai-yaml" => fault.help("bảng hiệu lực là tệp YAML như data/kiem_tra/hieu_luc.yaml"),
        _ => fault,
    })
}

impl FromNode for Acts {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::BangHieuLuc, cx)?;
        let den_ngay = keys.value("den_ngay", cx);
        let rows: Option<Vec<Row>> = keys.value("van_ban", cx);
        keys.finish(cx);
        let rows = rows?;
        if rows.is_empty() {
            let message = "bảng hiệu lực không có văn bản nào";
            cx.report(
                Diagnostic::error("hieu-luc", message).at(node.span).help("thêm các mục vào `van_ban`"),
            );
        }
        refuse_twins(&rows, cx);
        Some(Self::new(den_ngay?, rows.into_iter().map(|row| row.act).collect()))
    }
}

/// An act and where its sign stands.
struct Row {
    act: Act,
    sign: Span,
}

/// Reports signs that stand twice.
fn refuse_twins(rows: &[Row], cx: &mut Reader<'_>) {
    let mut known = BTreeMap::new();
    for row in rows {
        let sign = &row.act.so_ky_hieu;
        if let Some(first) = known.insert(sign_key(sign), row.sign) {
            let line = cx.sources.line_column(first.source, first.range().start).line;
            cx.report(
                Diagnostic::error("hieu-luc", format!("văn bản {sign} đã có ở dòng {line}"))
                    .at(row.sign)
                    .label("lặp lại")
                    .help("giữ lại một trong hai mục"),
            );
        }
    }
}

impl FromNode for Row {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::VanBanHieuLuc, cx)?;
        let loai = keys.value("loai", cx).map(text);
        let sign: Option<Literal> = keys.value("so_ky_hieu", cx);
        let ten = keys.value("ten", cx).map(text);
        let ngay = keys.value("ngay", cx);
        let co_quan = keys.value("co_quan", cx).map(text);
        let hieu_luc_tu = keys.value("hieu_luc_tu", cx);
        let end: Option<PlacedEnd> = keys.value("het_hieu_luc_tu", cx);
        let thay_the_boi = keys.value("thay_the_boi", cx).map(text);
        let het_mot_phan = keys.list("het_mot_phan", cx);
        let sua_doi = keys.list("sua_doi", cx);
        let ghi_chu = keys.value("ghi_chu", cx).map(text);
        let nguon = keys.value("nguon", cx).map(text);
        let tin_cay = keys.value("tin_cay", cx);
        keys.finish(cx);
        if let Some(end) = &end {
            end.refuse_before(hieu_luc_tu.or(ngay), cx);
        }
        if let Some(sign) = sign.as_ref().filter(|sign| !sign.as_str().contains(|c: char| c.is_ascii_digit()))
        {
            let message = format!("`{}` không phải là số, ký hiệu", sign.as_str());
            cx.report(Diagnostic::error("hieu-luc", message).at(sign.span).help("ví dụ 30/2020/NĐ-CP"));
        }
        let sign = sign?;
        let act = Act {
            loai: loai?,
            so_ky_hieu: sign.value,
            ten: ten?,
            ngay,
            co_quan,
            hieu_luc_tu,
            het_hieu_luc_tu: end.map(|end| end.end),
            thay_the_boi,
            het_mot_phan,
            sua_doi,
            ghi_chu,
            nguon: nguon?,
            tin_cay: tin_cay?,
        };
        Some(Self { act, sign: sign.span })
    }
}

fn text(literal: Literal) -> String {
    literal.value
}

/// The end of an act and where it stands.
struct PlacedEnd {
    end: End,
    span: Span,
}

impl FromNode for PlacedEnd {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let end = match Literal::from_node(node, cx)?.as_str() {
            "chua_ro" => End::Unseen,
            _ => End::From(Ngay::from_node(node, cx)?),
        };
        Some(Self { end, span: node.span })
    }
}

impl PlacedEnd {
    /// Reports an end that comes before the first day.
    fn refuse_before(&self, first: Option<Ngay>, cx: &mut Reader<'_>) {
        let (End::From(end), Some(first)) = (self.end, first) else { return };
        if end < first {
            cx.report(
                Diagnostic::error(
                    "hieu-luc",
                    "văn bản hết hiệu lực trước ngày ban hành hoặc ngày có hiệu lực",
                )
                .at(self.span)
                .help("xem lại `ngay`, `hieu_luc_tu` và `het_hieu_luc_tu`"),
            );
        }
    }
}

impl FromNode for EndedPart {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::PhanHetHieuLuc, cx)?;
        let phan = keys.value("phan", cx).map(text);
        let tu_ngay = keys.value("tu_ngay", cx);
        let thay_the_boi = keys.value("thay_the_boi", cx).map(text);
        keys.finish(cx);
        Some(Self { phan: phan?, tu_ngay, thay_the_boi })
    }
}

impl FromNode for Amendment {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::VanBanSuaDoi, cx)?;
        let van_ban = keys.value("van_ban", cx).map(text);
        let tu_ngay = keys.value("tu_ngay", cx);
        keys.finish(cx);
        Some(Self { van_ban: van_ban?, tu_ngay })
    }
}

impl FromNode for Trust {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let typed = Literal::from_node(node, cx)?;
        match typed.as_str() {
            "chac" => Some(Self::Sure),
            "kha" => Some(Self::Fair),
            other => {
                cx.report(
                    Diagnostic::error("hieu-luc", format!("không có độ tin cậy `{other}`"))
                        .at(typed.span)
                        .label("cần chac hoặc kha")
                        .help("chac: lời của văn bản thay thế, hoặc hai nguồn; kha: một nguồn; chưa kiểm chứng thì bỏ mục này"),
                );
                None
            }
        }
    }
}
