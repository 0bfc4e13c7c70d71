//! What a command answers to programs: one shape for all commands.
//!
//! `docs/ket-qua.schema.json` is its JSON Schema, printed by
//! `vanban schema --ket-qua`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use vanban::batch::{ColumnUse, RowBlanks, RowFault, RuleCount};
use vanban::diagnostic::{Diagnostic, JsonDiagnostic, Sources, to_json};

/// Kết quả của một lệnh vanban với `--dinh-dang json`.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "KetQua")]
pub(super) struct Answer {
    /// Tên lệnh, ví dụ `tao`; rỗng khi không nhận ra lệnh.
    pub(super) lenh: String,
    /// Mã thoát: 0 tốt, 1 có điều cần xem, 2 đầu vào hoặc cách dùng sai, 130 bị dừng.
    pub(super) ma_thoat: u8,
    /// Các tệp đã ghi (với `lo --zip` là tệp nén).
    pub(super) tep_da_ghi: Vec<String>,
    /// Bao nhiêu tệp đã ghi nữa không kể trong `tep_da_ghi`.
    #[serde(skip_serializing_if = "is_none_more")]
    #[schemars(default)]
    pub(super) tep_da_ghi_con_nua: u64,
    /// Mọi điều báo cho người dùng.
    pub(super) thong_bao: Vec<JsonDiagnostic>,
    /// `kiem-tra`: các tệp đã xem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) tep: Vec<String>,
    /// `kiem-tra`: còn bao nhiêu điều nữa không kể ra.
    #[serde(skip_serializing_if = "is_zero")]
    #[schemars(default)]
    pub(super) con_nua: usize,
    /// `kiem-tra --sua`: đã sửa (hoặc với --thu, sẽ sửa) những tệp nào.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) da_sua: Vec<FixedFile>,
    /// `bao-cao`, `lo --ky`: báo cáo còn chừa trống những gì.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) con_thieu: Vec<RowBlanks>,
    /// `bao-cao --lich`: việc nào, hạn ngày nào, còn hay quá hạn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lich: Option<Vec<DueItem>>,
    /// `lo`: các dòng của bảng.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lo: Option<BatchCounts>,
    /// `luat`: các luật của kiem-tra.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) luat: Option<Vec<RuleEntry>>,
    /// `loai`: các thể thức với các loại văn bản.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) the_thuc: Option<Vec<ProfileEntry>>,
    /// `loai`: các tệp mẫu có sẵn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tep_mau: Option<Vec<StarterEntry>>,
    /// `schema`: JSON Schema, khi không ghi ra tệp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) schema: Option<Value>,
}

impl Answer {
    /// An answer that only tells something.
    pub(super) fn telling(diagnostics: &[Diagnostic], sources: &Sources) -> Self {
        let thong_bao = diagnostics.iter().map(|diagnostic| to_json(diagnostic, sources)).collect();
        Self { thong_bao, ..Self::default() }
    }

    /// What was told before, then this.
    pub(super) fn after(mut self, told: Vec<JsonDiagnostic>) -> Self {
        self.thong_bao.splice(0..0, told);
        self
    }
}

fn is_none_more(number: &u64) -> bool {
    *number == 0
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Một tệp đã sửa.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DaSua")]
pub(super) struct FixedFile {
    /// Tệp.
    pub(super) tep: String,
    /// Bao nhiêu chỗ.
    pub(super) so_cho: usize,
    /// Với --thu: những dòng sẽ đổi, dạng diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) khac: Option<String>,
}

/// Một dòng của lịch báo cáo.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ViecTheoLich")]
pub(super) struct DueItem {
    /// Mã: kỳ báo cáo, hoặc id của nhiệm vụ.
    pub(super) id: String,
    /// Việc gì.
    pub(super) viec: String,
    /// Ai làm.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub(super) ai: String,
    /// Hạn, dạng 2025-10-15.
    pub(super) han: String,
    /// Tình trạng.
    pub(super) tinh_trang: DueState,
    /// Đã gửi ngày nào, dạng 2025-10-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ngay_gui: Option<String>,
    /// Số ngày: muộn, quá hạn, hoặc còn lại.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) so_ngay: Option<i32>,
}

/// Tình trạng của một việc trong lịch.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TinhTrang")]
pub(super) enum DueState {
    /// Đã xong.
    DaXong,
    /// Đã xong, muộn hạn.
    XongMuon,
    /// Quá hạn.
    QuaHan,
    /// Chưa đến hạn.
    ConHan,
    /// Chưa làm; không biết hôm nay là ngày nào (không có --ngay).
    ChuaLam,
}

/// Các dòng của một lô.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "Lo")]
pub(super) struct BatchCounts {
    /// Số dòng của bảng, trong phần đang làm.
    pub(super) so_dong: u64,
    /// Số tệp đã ghi.
    pub(super) da_ghi: u64,
    /// Số tệp đã có và không đổi.
    pub(super) khong_doi: u64,
    /// Số dòng bỏ qua vì có lỗi.
    pub(super) bo_qua: u64,
    /// Tệp của những dòng không còn trong bảng, nay ở đâu.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) tep_cu: Vec<String>,
    /// Số đã cấp cho những dòng không còn trong bảng: không cấp lại.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) so_cu: Vec<RetiredNumber>,
    /// Số báo cáo, kế hoạch năm còn chỗ trống.
    pub(super) con_thieu: u64,
    /// Những dòng có lỗi.
    pub(super) dong_loi: Vec<RowFault>,
    /// Bao nhiêu điều nữa không kể trong `dong_loi`.
    pub(super) dong_loi_con_nua: usize,
    /// Điều kiem-tra tìm thấy trong các tệp của lô, đếm theo luật.
    pub(super) kiem_tra: Vec<RuleCount>,
    /// Cột nào của bảng đặt khóa nào.
    pub(super) cot: Vec<ColumnUse>,
}

/// Một số không cấp lại.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SoKhongCapLai")]
pub(super) struct RetiredNumber {
    /// Số.
    pub(super) so: u32,
    /// Tệp đã mang số ấy.
    pub(super) tep: String,
}

/// Một luật của kiem-tra.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Luat")]
pub(super) struct RuleEntry {
    /// Mã luật.
    pub(super) ma: &'static str,
    /// Tên luật.
    pub(super) ten: &'static str,
    /// Mức mặc định.
    pub(super) muc: vanban::diagnostic::JsonSeverity,
    /// Nguồn.
    pub(super) nguon: &'static str,
    /// Vì sao.
    pub(super) giai_thich: &'static str,
    /// Có khi sửa được bằng --sua.
    pub(super) sua_duoc: bool,
}

/// Một thể thức.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TheThuc")]
pub(super) struct ProfileEntry {
    /// Mã thể thức.
    pub(super) the_thuc: &'static str,
    /// Theo văn bản nào.
    pub(super) theo: String,
    /// Số liệu lấy từ đâu.
    pub(super) trang_thai: &'static str,
    /// Ghi chú.
    pub(super) ghi_chu: String,
    /// Các loại văn bản.
    pub(super) loai: Vec<KindEntry>,
}

/// Một loại văn bản.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Loai")]
pub(super) struct KindEntry {
    /// Giá trị của khóa `loai`.
    pub(super) loai: String,
    /// Tên loại.
    pub(super) ten: String,
    /// Chữ viết tắt trong ký hiệu.
    pub(super) ky_hieu: String,
    /// Mẫu của văn bản quy định.
    pub(super) mau: String,
    /// Khóa chỉ loại này có.
    pub(super) truong: Vec<String>,
}

/// Một tệp mẫu có sẵn.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TepMau")]
pub(super) struct StarterEntry {
    /// Tên, dùng với `vanban moi`.
    pub(super) ten: &'static str,
    /// Là gì.
    pub(super) la: &'static str,
}

/// The JSON Schema of [`Answer`].
pub(super) fn schema() -> Value {
    let mut schema = schemars::schema_for!(Answer).to_value();
    close(&mut schema);
    schema
}

/// No key but those named: an answer that has another one breaks the promise.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            map.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
