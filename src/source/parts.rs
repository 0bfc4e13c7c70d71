//! Reads the parts of a document.

use std::sync::Arc;

use super::document::{OneOrMany, check_range};
use super::file;
use super::mapping::MappingReader;
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Span};
use crate::keys::GroupName;
use crate::law::{SizeSet, StyleId};
use crate::model::{
    BoQua, CanCu, CoChu, CoQuan, CoQuanTheoThoiGian, DiaChi, Le, Literal, Muc, NoiDung, PhuLuc, TemplateText,
    TrinhBay, VienDan,
};

impl FromNode for CoQuan {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::CoQuan, cx)?;
        let chu_quan = keys.value("chu_quan", cx);
        let ten = keys.value("ten", cx);
        let viet_tat = keys.value("viet_tat", cx);
        let theo_thoi_gian = keys.list("theo_thoi_gian", cx);
        keys.finish(cx);
        check_times(&theo_thoi_gian, cx);
        Some(Self { chu_quan, ten: ten?, viet_tat, theo_thoi_gian })
    }
}

/// Reports a fact that two entries set for the same days. An entry without a
/// last day ends where a later one of the list begins.
fn check_times(entries: &[CoQuanTheoThoiGian], cx: &mut Reader<'_>) {
    for (index, later) in entries.iter().enumerate() {
        for earlier in &entries[..index] {
            let is_followed = earlier.den_ngay.is_none() && earlier.tu_ngay < later.tu_ngay;
            if is_followed || !earlier.overlaps(later) {
                continue;
            }
            let known = facts_of(earlier);
            for (key, span) in facts_of(later) {
                if known.iter().any(|(name, _)| *name == key) {
                    let message = format!("hai mục của `theo_thoi_gian` cùng đặt `{key}` cho một thời gian");
                    let fault = Diagnostic::error("thoi-gian", message).at(span).label("mục trước đã đặt");
                    let help = "ghi `den_ngay` cho mục trước, hoặc xếp các mục theo `tu_ngay`";
                    cx.under(format!(".theo_thoi_gian[{index}].{key}"), |cx| cx.report(fault.help(help)));
                }
            }
        }
    }
}

/// What an entry sets, and where.
fn facts_of(entry: &CoQuanTheoThoiGian) -> Vec<(&'static str, Span)> {
    let place = |literal: &Option<Literal>| literal.as_ref().map(|literal| literal.span);
    let first = |texts: &[TemplateText]| texts.first().map(|text| text.span);
    let facts = [
        ("chu_quan", place(&entry.chu_quan)),
        ("ten", place(&entry.ten)),
        ("viet_tat", place(&entry.viet_tat)),
        ("dia_danh", place(&entry.dia_danh)),
        ("nguoi_ky", entry.nguoi_ky.as_ref().map(|signer| signer.chuc_vu.span)),
        ("kinh_gui", first(&entry.kinh_gui)),
        ("noi_nhan", entry.noi_nhan.as_deref().and_then(first)),
    ];
    facts.into_iter().filter_map(|(key, span)| Some((key, span?))).collect()
}

impl FromNode for CoQuanTheoThoiGian {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::TheoThoiGian, cx)?;
        let facts = Self {
            tu_ngay: keys.value("tu_ngay", cx),
            den_ngay: keys.value("den_ngay", cx),
            chu_quan: keys.value("chu_quan", cx),
            ten: keys.value("ten", cx),
            viet_tat: keys.value("viet_tat", cx),
            dia_danh: keys.value("dia_danh", cx),
            nguoi_ky: keys.value("nguoi_ky", cx),
            kinh_gui: keys.value::<OneOrMany>("kinh_gui", cx).map_or_else(Vec::new, |texts| texts.0),
            noi_nhan: keys.value("noi_nhan", cx),
        };
        // Blank words would take the place of those that hold otherwise.
        for entry in keys.entries() {
            cx.under(format!(".{}", entry.key), |cx| cx.check_filled(&entry.value));
        }
        let fault = match (facts.tu_ngay, facts.den_ngay) {
            (None, None) if keys.count(&keys.group().it_nhat_mot) == 0 => {
                Some("thiếu `tu_ngay` hoặc `den_ngay`: điều này đúng từ bao giờ?")
            }
            (Some(tu), Some(den)) if den < tu => Some("`den_ngay` sớm hơn `tu_ngay`"),
            _ => None,
        };
        if let Some(fault) = fault {
            cx.report(Diagnostic::error("thoi-gian", fault).at(node.span).help("ví dụ tu_ngay: 01/7/2025"));
        }
        keys.finish(cx);
        Some(facts)
    }
}

impl FromNode for DiaChi {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::DiaChi, cx)?;
        let address = Self {
            dia_chi: keys.value("dia_chi", cx),
            dien_thoai: keys.value("dien_thoai", cx),
            fax: keys.value("fax", cx),
            thu_dien_tu: keys.value("thu_dien_tu", cx),
            trang_thong_tin: keys.value("trang_thong_tin", cx),
        };
        keys.finish(cx);
        Some(address)
    }
}

/// Reads the keys of a citation that `keys` stands on.
fn read_citation(keys: &mut MappingReader<'_>, cx: &mut Reader<'_>) -> Option<VienDan> {
    let id = keys.value("id", cx);
    let loai = keys.value("loai", cx);
    let so_ky_hieu = keys.value("so_ky_hieu", cx);
    let ngay = keys.value("ngay", cx);
    let co_quan = keys.value("co_quan", cx);
    let trich_yeu = keys.value("trich_yeu", cx);
    Some(VienDan { id, loai: loai?, so_ky_hieu, ngay, co_quan, trich_yeu })
}

impl FromNode for VienDan {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::VienDan, cx)?;
        let citation = read_citation(&mut keys, cx);
        keys.finish(cx);
        let citation = citation?;
        if citation.id.is_none() {
            cx.report(
                Diagnostic::error(
                    "thieu-khoa",
                    "thiếu khóa `id`: không có nó thì không gọi được văn bản này",
                )
                .at(node.span)
                .help("thêm `id`, rồi dùng {{ vien_dan(id=\"...\") }} trong lời văn"),
            );
        }
        Some(citation)
    }
}

impl FromNode for CanCu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            return TemplateText::from_node(node, cx).map(Self::DoanVan);
        }
        let mut keys = MappingReader::new(node, GroupName::CanCu, cx)?;
        let tu_dan = keys.value("tu_dan", cx);
        let citation = read_citation(&mut keys, cx);
        keys.finish(cx);
        Some(Self::VienDan { tu_dan, vien_dan: Box::new(citation?) })
    }
}

impl FromNode for NoiDung {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { .. } => TemplateText::from_node(node, cx).map(Self::DoanVan),
            NodeKind::Sequence(_) => Vec::from_node(node, cx).map(Self::Muc),
            NodeKind::Mapping(_) => read_content_file(node, cx).map(Self::DoanVan),
        }
    }
}

/// `{tep: noi-dung.md}`.
fn read_content_file(node: &Node, cx: &mut Reader<'_>) -> Option<TemplateText> {
    let mut keys = MappingReader::new(node, GroupName::TepNoiDung, cx)?;
    let name: Option<Literal> = keys.value("tep", cx);
    keys.finish(cx);
    let name = name?;
    let read = cx.folder.file(name.as_str()).and_then(|file| file::read(&file, cx.sources));
    match read {
        Ok(id) => {
            let text = cx.sources.get(id).map(|file| file.text.clone()).unwrap_or_default();
            let span = Span::new(id, 0..text.len());
            Some(TemplateText { value: text, span, verbatim: false })
        }
        Err(error) => {
            cx.report(error.or_at(name.span));
            None
        }
    }
}

impl FromNode for Muc {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            let noi_dung = TemplateText::from_node(node, cx);
            return Some(Self { noi_dung, ..Self::default() });
        }
        let mut keys = MappingReader::new(node, GroupName::Muc, cx)?;
        let section = Self {
            id: keys.value("id", cx),
            cap: keys.value("cap", cx),
            tieu_de: keys.value("tieu_de", cx),
            noi_dung: keys.value("noi_dung", cx),
            bang: keys.value("bang", cx),
            ngang: keys.flag("ngang", cx),
            sang_trang: keys.flag("sang_trang", cx),
            nam_nay: keys.flag("nam_nay", cx),
            nhiem_vu: keys.list("nhiem_vu", cx),
            khi: keys.value("khi", cx),
            muc: keys.list("muc", cx),
        };
        let named = keys.count(&keys.group().it_nhat_mot) > 0;
        keys.finish(cx);
        if !named {
            cx.report(
                Diagnostic::error("thieu-khoa", "mục này không có gì để in")
                    .at(node.span)
                    .help("thêm `tieu_de`, `noi_dung`, `bang` hoặc `muc`; không cần thì bỏ mục này"),
            );
        }
        if let Some(title) = section.tieu_de.as_ref().filter(|title| title.value.trim().is_empty()) {
            cx.report(
                Diagnostic::error("thieu-chu", "tiêu đề trống")
                    .at(title.span)
                    .help("ghi tiêu đề, hoặc bỏ khóa `tieu_de`: số của mục đứng đầu đoạn văn"),
            );
        }
        Some(section)
    }
}

impl FromNode for PhuLuc {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let mut keys = MappingReader::new(node, GroupName::PhuLuc, cx)?;
        let tieu_de = keys.value("tieu_de", cx);
        let bang = keys.value("bang", cx);
        let noi_dung = if node.has("bang") {
            Some(keys.value("noi_dung", cx).unwrap_or_default())
        } else {
            keys.needed("noi_dung", cx)
        };
        let ngang = keys.flag("ngang", cx);
        keys.finish(cx);
        Some(Self { tieu_de, noi_dung: noi_dung?, bang, ngang })
    }
}

impl FromNode for CoChu {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let size = u32::from_node(node, cx)?;
        let profile = Arc::clone(&cx.profile);
        let body = &profile.styles.get(StyleId::ThanVan).co_chu;
        let sets = [(13, SizeSet::Thirteen), (14, SizeSet::Fourteen)];
        let known: Vec<_> = sets.into_iter().filter(|&(name, set)| body.of(set) == name).collect();
        if let Some(&(_, set)) = known.iter().find(|&&(name, _)| name == size) {
            return Some(Self(set));
        }
        let all = |form: &str| {
            known.iter().map(|(name, _)| format!("{form}{name}")).collect::<Vec<_>>().join(" hoặc ")
        };
        cx.mismatch(node, &format!("bộ cỡ chữ {}", all("")), &format!("ghi {}", all("co_chu: ")))
    }
}

impl FromNode for TrinhBay {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let profile = Arc::clone(&cx.profile);
        let page = &profile.page;
        let mut keys = MappingReader::new(node, GroupName::TrinhBay, cx)?;
        let layout = Self {
            ngang: keys.flag("ngang", cx),
            co_chu: keys.value("co_chu", cx).unwrap_or_default(),
            le: keys.value("le", cx).unwrap_or_default(),
            lui_dau_dong: keys.value("lui_dau_dong", cx),
            gian_dong: keys.value("gian_dong", cx),
            cach_doan: keys.value("cach_doan", cx),
        };
        check_range(
            "gian_dong",
            layout.gian_dong,
            &page.gian_dong,
            page.don_vi_gian_dong.word(),
            node.span,
            cx,
        );
        check_range("cach_doan", layout.cach_doan, &page.cach_doan_pt, "pt", node.span, cx);
        let indents = &page.lui_dau_dong_cm;
        if layout.lui_dau_dong.is_some_and(|indent| !indents.cho_phep.contains(&indent)) {
            let allowed: Vec<String> = indents.cho_phep.iter().map(f64::to_string).collect();
            cx.report(
                Diagnostic::error(
                    "ngoai-khoang",
                    format!("`lui_dau_dong` chỉ được là {} cm", allowed.join(" hoặc ")),
                )
                .at(keys.node("lui_dau_dong").map_or(node.span, |node| node.span))
                .help(format!("theo {}", indents.nguon)),
            );
        }
        keys.finish(cx);
        Some(layout)
    }
}

impl FromNode for Le {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let profile = Arc::clone(&cx.profile);
        let law = &profile.page.le_mm;
        let mut keys = MappingReader::new(node, GroupName::Le, cx)?;
        let mut margin = |key: &'static str, range| {
            let span = keys.node(key).map_or(node.span, |node| node.span);
            let value = keys.value(key, cx);
            check_range(key, value, range, "mm", span, cx);
            value
        };
        let margins = Self {
            tren: margin("tren", &law.tren),
            duoi: margin("duoi", &law.duoi),
            trai: margin("trai", &law.trai),
            phai: margin("phai", &law.phai),
        };
        keys.finish(cx);
        Some(margins)
    }
}

impl FromNode for BoQua {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            return Literal::from_node(node, cx).map(|luat| Self { luat, ly_do: None });
        }
        let mut keys = MappingReader::new(node, GroupName::BoQua, cx)?;
        let luat = keys.value("luat", cx);
        let ly_do = keys.value("ly_do", cx);
        keys.finish(cx);
        Some(Self { luat: luat?, ly_do })
    }
}
