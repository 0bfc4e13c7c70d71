//! Reads a whole document, and checks what one key says of another.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::mapping::{self, MappingReader};
use super::reader::{FromNode, Reader};
use super::tree::{Node, NodeKind};
use super::{copy, picture, signature, task};
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::keys::GroupName;
use crate::law::{FieldType, Kind, MarkGroup, Profile, Range, SubjectPlace};
use crate::model::{
    CanCu, CoQuan, GiaTriTruong, Literal, MAX_SO, Ngay, NguoiKy, NoiDung, TemplateText, TrinhBay, VanBan,
};
use crate::placeholder;

/// Reads the root of a file as a document. `None` when something that every
/// later step needs is missing; the reports say what.
pub(super) fn read(root: &Node, cx: &mut Reader<'_>) -> Option<VanBan> {
    let mut keys = MappingReader::new(root, GroupName::VanBan, cx)?;
    let profile = read_profile(&mut keys, cx);
    if let Some(profile) = &profile {
        cx.profile = Arc::clone(profile);
    }
    let loai: Option<Literal> = keys.value("loai", cx);
    let kind = loai.as_ref().zip(profile.as_deref()).and_then(|(loai, profile)| profile.kind(loai.as_str()));
    if let (Some(loai), Some(profile)) = (&loai, &profile) {
        check_kind(loai, profile, cx);
    }
    let co_quan: Option<CoQuan> = keys.value("co_quan", cx);
    let so = keys.value("so", cx);
    let ky_hieu = keys.value("ky_hieu", cx);
    let dia_danh = keys.value("dia_danh", cx);
    let ngay: Option<Ngay> = keys.value("ngay", cx);
    let nam: Option<u32> = keys.value("nam", cx);
    let has_subject = kind.is_none_or(|kind| kind.trich_yeu != SubjectPlace::Khong);
    let trich_yeu = if has_subject {
        keys.needed("trich_yeu", cx)
    } else {
        keys.leave_out("trich_yeu");
        loai.as_ref().map(|loai| TemplateText { span: loai.span, ..TemplateText::default() })
    };
    let muc_do_khan = keys.value("muc_do_khan", cx);
    let pham_vi_luu_hanh = keys.value("pham_vi_luu_hanh", cx);
    let kinh_gui = keys.value::<OneOrMany>("kinh_gui", cx).map_or_else(Vec::new, |texts| texts.0);
    let can_cu: Vec<CanCu> = keys.list("can_cu", cx);
    let vien_dan = keys.list("vien_dan", cx);
    let mo_dau = keys.value("mo_dau", cx);
    // Deadlines and targets of tasks count by its calendar.
    let bao_cao = keys.value("bao_cao", cx);
    let noi_dung: Option<NoiDung> = if kind.is_none_or(|kind| kind.noi_dung) {
        keys.needed("noi_dung", cx)
    } else {
        Some(keys.value("noi_dung", cx).unwrap_or_default())
    };
    let truong = kind.map_or_else(BTreeMap::new, |kind| fields(kind, &mut keys, cx));
    let ket = keys.value("ket", cx);
    let nguoi_ky: Option<NguoiKy> = keys.value("nguoi_ky", cx);
    let nguoi_ky = nguoi_ky.map(|signer| signature::in_capacity(signer, kind, root.span.source, cx));
    let ky_cung = keys.list("ky_cung", cx);
    let noi_nhan = keys.list("noi_nhan", cx);
    let luu = keys.value("luu", cx);
    let nguoi_soan_thao = keys.value("nguoi_soan_thao", cx);
    let dia_chi = keys.value("dia_chi", cx);
    let phu_luc = keys.list("phu_luc", cx);
    let hinh = keys.list("hinh", cx);
    let ban_hanh_kem = keys.list("ban_hanh_kem", cx);
    let sao = keys.value("sao", cx);
    let dien_tu = keys.flag("dien_tu", cx);
    let Variables(bien, bien_span) = keys.value("bien", cx).unwrap_or_default();
    let trinh_bay: TrinhBay = keys.value("trinh_bay", cx).unwrap_or_default();
    let bo_qua = keys.list("bo_qua", cx);
    let mau = keys.value("mau", cx);
    let so_span = keys.node("so").map(|node| node.span);
    let nam_span = keys.node("nam").map(|node| node.span);
    // Taken out before, by `inherit`.
    keys.node("ke_thua");
    keys.finish(cx);

    let document = VanBan {
        profile: profile.clone()?,
        loai: loai?,
        co_quan: co_quan?,
        so,
        ky_hieu,
        dia_danh: dia_danh?,
        ngay,
        nam,
        trich_yeu: trich_yeu?,
        muc_do_khan,
        pham_vi_luu_hanh,
        kinh_gui,
        can_cu,
        vien_dan,
        mo_dau,
        noi_dung: noi_dung?,
        ket,
        truong,
        nguoi_ky: nguoi_ky?,
        ky_cung,
        noi_nhan,
        luu,
        nguoi_soan_thao,
        dia_chi,
        phu_luc,
        hinh,
        ban_hanh_kem,
        sao,
        dien_tu,
        bao_cao,
        bien,
        bien_span,
        trinh_bay,
        bo_qua,
        mau,
    };
    check(&document, so_span, cx);
    if let (Some(fault), Some(span)) = (document.year_fault(), nam_span) {
        cx.report(fault.at(span));
    }
    Some(document)
}

fn read_profile(keys: &mut MappingReader<'_>, cx: &mut Reader<'_>) -> Option<Arc<Profile>> {
    let Some(name) = keys.value::<Literal>("the_thuc", cx) else {
        return Some(Arc::clone(cx.law.default_profile()));
    };
    let found = cx.law.profile(name.as_str()).cloned();
    if found.is_none() {
        let known: Vec<&str> = cx.law.ids().collect();
        cx.report(
            Diagnostic::error("the-thuc", format!("chưa có thể thức `{}`", name.as_str()))
                .at(name.span)
                .help(format!("các thể thức dùng được: {}", known.join(", "))),
        );
    }
    found
}

pub(super) fn check_kind(loai: &Literal, profile: &Profile, cx: &mut Reader<'_>) {
    if profile.kind(loai.as_str()).is_some() {
        return;
    }
    let known: Vec<&str> = profile.all_kinds().map(|kind| kind.khoa.as_str()).collect();
    let help = match nearest(loai.as_str(), known.iter().copied()) {
        Some(near) => format!("có phải ý bạn là `{near}`?"),
        None => format!("các loại dùng được: {}", known.join(", ")),
    };
    let message = format!("không có loại văn bản `{}`", loai.as_str());
    cx.report(Diagnostic::error("loai", message).at(loai.span).label("loại văn bản").help(help));
}

/// The fields that the kind declares.
fn fields<'n>(
    kind: &'n Kind,
    keys: &mut MappingReader<'n>,
    cx: &mut Reader<'_>,
) -> BTreeMap<String, GiaTriTruong> {
    let mut values = BTreeMap::new();
    for field in &kind.truong {
        let value = match field.kieu {
            FieldType::Chu | FieldType::KyHieu | FieldType::Doan => {
                keys.field(field, cx).map(GiaTriTruong::DoanVan)
            }
            FieldType::DanhSach => {
                keys.field::<OneOrMany>(field, cx).map(|lines| GiaTriTruong::DanhSach(lines.0))
            }
            FieldType::Ngay => keys.field::<DayToFill>(field, cx).map(|day| day.0),
        };
        values.extend(value.map(|value| (field.khoa.clone(), value)));
    }
    values
}

/// A date, or the place that a starter left for one.
struct DayToFill(GiaTriTruong);

impl FromNode for DayToFill {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let is_left =
            matches!(&node.kind, NodeKind::Scalar { text, .. } if !placeholder::ranges(text).is_empty());
        if is_left {
            return TemplateText::from_node(node, cx).map(GiaTriTruong::DoanVan).map(Self);
        }
        Ngay::from_node(node, cx).map(GiaTriTruong::Ngay).map(Self)
    }
}

/// Faults that concern more than one key, or the law's tables.
fn check(document: &VanBan, so_span: Option<Span>, cx: &mut Reader<'_>) {
    let profile = &*document.profile;
    if let (Some(so), Some(span)) = (document.so, so_span)
        && !(1..=MAX_SO).contains(&so)
    {
        let message = format!("`so`: số văn bản phải từ 1 đến {MAX_SO}");
        cx.report(Diagnostic::error("so", message).at(span).help("bỏ dòng này để văn thư ghi tay"));
    }
    let kind = document.kind();
    let known = profile.basis.body(document.co_quan.ten.as_str());
    let is_blank = |sign: &Option<Literal>| sign.as_ref().is_none_or(|sign| sign.as_str().is_empty());
    let unsigned = is_blank(&document.ky_hieu) && is_blank(&document.co_quan.viet_tat) && known.is_none();
    if unsigned && kind.is_none_or(|kind| kind.so) {
        cx.report(
            Diagnostic::error("ky-hieu", "chưa đủ để ghép ký hiệu văn bản")
                .at(document.co_quan.ten.span)
                .label("cơ quan này viết tắt là gì?")
                .help("thêm `viet_tat` vào `co_quan`: chữ viết tắt của tên cơ quan, ví dụ viet_tat: THCSMT"),
        );
    }
    if let (Some(first), Some(kind)) = (document.kinh_gui.first(), kind)
        && !kind.kinh_gui
    {
        cx.report(
            Diagnostic::error("kinh-gui", format!("{} không có phần Kính gửi", kind.ten))
                .at(first.span)
                .help(format!(
                    "bỏ khóa `kinh_gui`; ghi nơi nhận ở `noi_nhan`; theo {}",
                    profile.phrases.kinh_gui.nguon
                )),
        );
    }
    if let Some(kind) = kind.filter(|kind| !kind.ky_cung.is_empty() && document.ky_cung.is_empty()) {
        cx.report(
            Diagnostic::error("thieu-khoa", format!("{} cần khóa `ky_cung` ({})", kind.ten, kind.ky_cung))
                .at(document.nguoi_ky.chuc_vu.span)
                .help("thêm `ky_cung: [{chuc_vu: ..., ho_ten: ...}]`"),
        );
    }
    if let Some(kind) = kind {
        check_issuer(document, profile, kind, cx);
    }
    copy::check_sign(document, profile, cx);
    check_mark(&document.muc_do_khan, &profile.marks.muc_do_khan, cx);
    check_mark(&document.pham_vi_luu_hanh, &profile.marks.pham_vi_luu_hanh, cx);
    check_ids(document, cx);
    picture::check_ids(&document.hinh, cx);
    task::check_ids(&document.noi_dung, cx);
    task::check_years(document, cx);
}

/// Warns of a body that may not issue the kind. Which body it is follows from
/// the collective that it signs for, else from its name; a name that tells
/// nothing is left alone.
fn check_issuer(document: &VanBan, profile: &Profile, kind: &Kind, cx: &mut Reader<'_>) {
    let collectives = document.nguoi_ky.quyen_han.iter().filter_map(|authority| authority.thay_cho.as_ref());
    let mut names = collectives.chain(std::iter::once(&document.co_quan.ten));
    let found = names.find_map(|name| profile.basis.body(name.as_str()));
    let Some(body) = found.filter(|body| !kind.co_quan_ban_hanh.allow(&body.khoa)) else { return };
    let name = |key: &String| profile.basis.body_of(key).and_then(|body| body.ten.first()).cloned();
    let own = body.ten.first().map_or("", String::as_str);
    let issuers = &kind.co_quan_ban_hanh;
    let mut help = match issuers.chi.iter().filter_map(name).collect::<Vec<_>>().join(", ") {
        only if only.is_empty() => format!("dùng loại khác, hoặc sửa `co_quan.ten` nếu không phải {own}"),
        only => format!("chỉ {only} ban hành loại này"),
    };
    help.push_str(&format!("; theo {}", issuers.nguon));
    cx.report(
        Diagnostic::warning("co-quan-ban-hanh", format!("{own} không ban hành {}", kind.ten.to_lowercase()))
            .at(document.loai.span)
            .help(help),
    );
}

fn check_mark(key: &Option<Literal>, group: &MarkGroup, cx: &mut Reader<'_>) {
    let Some(key) = key.as_ref().filter(|key| group.get(key.as_str()).is_none()) else { return };
    let known: Vec<&str> = group.dau.iter().map(|mark| mark.khoa.as_str()).collect();
    cx.report(
        Diagnostic::error("dau", format!("không có dấu `{}`", key.as_str()))
            .at(key.span)
            .help(format!("các dấu dùng được: {}", known.join(", "))),
    );
}

/// Citation ids are unique.
fn check_ids(document: &VanBan, cx: &mut Reader<'_>) {
    let cited = document.can_cu.iter().filter_map(|can_cu| match can_cu {
        CanCu::VienDan { vien_dan, .. } => vien_dan.id.as_ref(),
        CanCu::DoanVan(_) => None,
    });
    let mut seen: Vec<&str> = Vec::new();
    for id in cited.chain(document.vien_dan.iter().filter_map(|v| v.id.as_ref())) {
        if seen.contains(&id.as_str()) {
            cx.report(
                Diagnostic::error("trung-id", format!("id `{}` đã dùng cho văn bản khác", id.as_str()))
                    .at(id.span)
                    .help("đặt tên khác"),
            );
        }
        seen.push(id.as_str());
    }
}

/// Reports a number outside its legal range.
pub(super) fn check_range(
    key: &str,
    value: Option<f64>,
    range: &Range,
    unit: &str,
    span: Span,
    cx: &mut Reader<'_>,
) {
    if let Some(value) = value.filter(|&value| !range.allows(value)) {
        let allowed = if range.tu < range.den {
            format!("từ {} đến {} {unit}", range.tu, range.den)
        } else {
            format!("phải là {} {unit}", range.den)
        };
        cx.report(
            Diagnostic::error("ngoai-khoang", format!("`{key}` là {value} {unit}, ngoài khoảng luật định"))
                .at(span)
                .label(allowed)
                .help(format!("theo {}", range.nguon)),
        );
    }
}

/// A text or a list of texts.
pub(super) struct OneOrMany(pub(super) Vec<TemplateText>);

impl FromNode for OneOrMany {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        match node.kind {
            NodeKind::Sequence(_) => Vec::from_node(node, cx).map(Self),
            _ => {
                cx.check_filled(node)?;
                TemplateText::from_node(node, cx).map(|text| Self(vec![text]))
            }
        }
    }
}

/// The user's own variables, `bien`, and where they stand.
#[derive(Default)]
struct Variables(BTreeMap<String, Value>, BTreeMap<String, Span>);

impl FromNode for Variables {
    fn from_node(node: &Node, cx: &mut Reader<'_>) -> Option<Self> {
        let entries = mapping::entries(node, "các biến, dạng `tên: giá trị`", cx)?;
        let mut read = |entry: &super::tree::Entry| Some((entry.key.clone(), variable(&entry.value, cx)?));
        let values = entries.iter().filter_map(&mut read).collect();
        Some(Self(values, entries.iter().map(|entry| (entry.key.clone(), entry.value.span)).collect()))
    }
}

/// A value of any shape. Plain scalars that are whole numbers written the
/// usual way, `true` and `false` keep their type; all else is text as typed.
fn variable(node: &Node, cx: &mut Reader<'_>) -> Option<Value> {
    match &node.kind {
        NodeKind::Sequence(items) => {
            Some(Value::Array(items.iter().filter_map(|item| variable(item, cx)).collect()))
        }
        NodeKind::Mapping(entries) => {
            let pairs = entries.iter().filter_map(|e| Some((e.key.clone(), variable(&e.value, cx)?)));
            Some(Value::Object(pairs.collect()))
        }
        NodeKind::Scalar { .. } if node.is_null() => Some(Value::String(String::new())),
        NodeKind::Scalar { text, plain: true } if matches!(text.as_str(), "true" | "false") => {
            Some(Value::Bool(text == "true"))
        }
        NodeKind::Scalar { text, plain: true } if is_whole_number(text) => {
            text.parse().map(|number: i64| Value::Number(number.into())).ok()
        }
        NodeKind::Scalar { .. } => Literal::from_node(node, cx).map(|l| Value::String(l.value)),
    }
}

/// `0`, `12`, `-3`: not `007`, not a telephone number.
fn is_whole_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}
