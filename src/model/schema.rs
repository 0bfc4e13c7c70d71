//! The JSON Schema of the input, from the types of the model.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::layout::CoChu;
use super::{Literal, Muc, TemplateText, VanBan};
use crate::law::{FieldType, Law};

/// The JSON Schema (draft 2020-12) of a document file, with the kinds of an
/// office.
pub fn schema(law: &Law) -> Value {
    let generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let mut schema = generator.into_root_schema_for::<VanBan>().to_value();
    let profiles: Vec<&str> = law.ids().collect();
    // A kind of both profiles stands once: `oneOf` must match one entry only.
    let mut kinds: Vec<Value> = Vec::new();
    for kind in law.profiles().flat_map(|profile| profile.all_kinds()) {
        let entry = json!({ "const": kind.loai, "title": kind.ten });
        if !kinds.contains(&entry) {
            kinds.push(entry);
        }
    }
    schema["title"] = json!("Văn bản hành chính (vanban)");
    schema["properties"]["the_thuc"]["enum"] = json!(profiles);
    schema["properties"]["the_thuc"]["type"] = json!("string");
    schema["properties"]["loai"]["oneOf"] = json!(kinds);
    for field in law.profiles().flat_map(|profile| profile.all_kinds()).flat_map(|kind| &kind.truong) {
        let shape = match field.kieu {
            FieldType::Chu | FieldType::KyHieu | FieldType::Doan => json!({ "type": ["string", "number"] }),
            FieldType::DanhSach => json!({ "type": ["string", "array"], "items": { "type": "string" } }),
            FieldType::Ngay => json!({ "type": "string" }),
        };
        schema["properties"][&field.khoa] = shape;
        schema["properties"][&field.khoa]["description"] = json!(field.ten);
    }
    schema["properties"]["ke_thua"] = json!({
        "type": "string",
        "description": "Tệp YAML có những khóa dùng chung, ví dụ truong.yaml",
    });
    schema
}

/// `quyen_han` as typed: `Q`, or a mapping from authority to whom.
pub(super) struct QuyenHanInput;

impl JsonSchema for QuyenHanInput {
    fn schema_name() -> Cow<'static, str> {
        "QuyenHan".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // The default profile comes last, so that its words stand.
        let law = Law::embedded();
        let profiles: Vec<_> = law.profiles().collect();
        let authorities = profiles.iter().rev().flat_map(|profile| &profile.authorities);
        let names: BTreeMap<&str, Value> = authorities
            .map(|authority| {
                (authority.ten.as_str(), json!({ "type": "string", "description": authority.nghia }))
            })
            .collect();
        json_schema!({
            "anyOf": [
                { "const": "Q" },
                { "type": "object", "properties": names, "additionalProperties": false },
            ]
        })
    }
}

/// A text or a list of texts.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum OneOrMany {
    One(TemplateText),
    Many(Vec<TemplateText>),
}

/// `noi_dung` as typed.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum NoiDungInput {
    DoanVan(TemplateText),
    Muc(Vec<Muc>),
    Tep {
        #[schemars(description = "Tệp Markdown, trong cùng thư mục")]
        tep: String,
    },
}

/// A table of data as typed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct BangInput {
    #[schemars(description = "Dòng chữ ở trên bảng")]
    tieu_de: Option<TemplateText>,
    #[schemars(description = "Tệp bảng tính: .csv, .xlsx, .xls, .ods, .yaml, trong cùng thư mục")]
    tep: Option<String>,
    #[schemars(description = "Trang của bảng tính; bỏ trống thì trang đầu có chữ")]
    trang: Option<Literal>,
    #[schemars(
        description = "Số của hàng chứa tên các cột trong tệp, hoặc [hàng đầu, hàng cuối] của đầu bảng nhiều hàng; bỏ trống thì hàng đầu có chữ"
    )]
    hang_ten_cot: Option<HangTenCotInput>,
    #[schemars(description = "Số của hàng cuối được in; bỏ trống thì đến hết")]
    den_hang: Option<u32>,
    #[schemars(description = "Các dòng ghi ngay ở đây: [[...], ...] hoặc [{cột: giá trị}, ...]")]
    dong: Option<Vec<DongBangInput>>,
    #[schemars(description = "Những cột được in, theo thứ tự này; bỏ trống thì in mọi cột")]
    cot: Option<Vec<CotBangInput>>,
    #[schemars(description = "true: thêm cột số thứ tự ở đầu")]
    stt: Option<bool>,
    #[schemars(
        description = "Tên cột dùng để chia nhóm: mỗi giá trị là một dòng đậm I, II, ...; cột này không in thành cột"
    )]
    nhom: Option<Literal>,
    #[schemars(description = "true: ghi tổng của từng nhóm ở dòng tên nhóm, cho các cột có tong")]
    tong_nhom: Option<bool>,
}

/// The rows of the head of a table in a file.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum HangTenCotInput {
    MotHang(u32),
    DauCuoi([u32; 2]),
}

/// A row as typed.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum DongBangInput {
    DanhSach(Vec<Option<Literal>>),
    TheoCot(BTreeMap<String, Option<Literal>>),
}

/// A column as typed.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum CotBangInput {
    Ten(Literal),
    Cot(CotBangKeys),
    DauChung(DauChungKeys),
}

/// The keys of a head over several columns.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct DauChungKeys {
    #[schemars(description = "Chữ ở đầu chung của các cột bên dưới")]
    ten: Literal,
    #[schemars(description = "Các cột ở dưới đầu chung này; đầu bảng có nhiều nhất 3 hàng")]
    cot: Vec<CotBangInput>,
}

/// The keys of a column.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct CotBangKeys {
    #[schemars(description = "Chữ ở đầu cột")]
    ten: Literal,
    #[schemars(description = "Tên cột trong tệp, khi khác `ten`")]
    tu: Option<Literal>,
    #[schemars(description = "Chiều rộng, mm; bỏ trống thì theo chữ trong cột")]
    rong: Option<f64>,
    #[schemars(description = "Canh lề chữ trong cột")]
    canh: Option<CanhInput>,
    #[schemars(description = "true: cột số, có dòng Tổng cộng ở cuối bảng")]
    tong: Option<bool>,
    #[schemars(description = "true: các ô liền nhau giống nhau gộp làm một; ô trống gộp với ô ở trên")]
    gop: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used")]
enum CanhInput {
    Trai,
    Giua,
    Phai,
}

/// A picture as typed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct HinhInput {
    #[schemars(description = "Tên để gọi hình trong lời văn, ví dụ so_do")]
    id: Literal,
    #[schemars(
        description = "Tệp hình PNG hoặc JPEG, trong cùng thư mục; ảnh điện thoại được xoay đúng chiều"
    )]
    tep: String,
    #[schemars(description = "Chiều rộng khi in, mm; bỏ trống thì theo độ phân giải của hình")]
    rong: Option<f64>,
}

/// A target as typed.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct MucTieuInput {
    #[schemars(with = "Option<MoiNamInput>")]
    #[schemars(description = "Chỉ tiêu mỗi năm: một số, hoặc từng năm {2021: 2, 2022: 4}")]
    moi_nam: MoiNamInput,
    #[schemars(with = "Option<Literal>")]
    #[schemars(description = "Chỉ tiêu của cả giai đoạn")]
    ca_giai_doan: Literal,
}

/// Yearly targets as typed.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) enum MoiNamInput {
    MoiNam(Literal),
    TheoNam(BTreeMap<String, Literal>),
}

impl JsonSchema for CoChu {
    fn schema_name() -> Cow<'static, str> {
        "CoChu".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": [13, 14] })
    }
}

/// Declares a type whose schema lists the keys of a group of marks.
macro_rules! mark_keys {
    ($name:ident, $group:ident) => {
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let law = Law::embedded();
                let marks = law.profiles().flat_map(|profile| &profile.marks.$group.dau);
                let mut keys: Vec<&str> = Vec::new();
                for mark in marks {
                    if !keys.contains(&mark.ten.as_str()) {
                        keys.push(&mark.ten);
                    }
                }
                json_schema!({ "enum": keys })
            }
        }
    };
}

mark_keys!(MucDoKhan, muc_do_khan);
mark_keys!(PhamViLuuHanh, pham_vi_luu_hanh);
