//! The arguments of every command, with their help.

#![expect(clippy::doc_markdown, reason = "doc comments are the help that users read")]

use std::path::PathBuf;

use clap::builder::RangedI64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use vanban::model::MAX_SO;

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}
";

const EXAMPLES: &str = "
Ví dụ:
  vanban loai                         các loại văn bản và tệp mẫu
  vanban moi                          hỏi từng điều rồi tạo tệp
  vanban moi ke_hoach                 tạo tệp mẫu ke_hoach.yaml
  vanban moi nghi_quyet --the-thuc dang   văn bản của Đảng
  vanban tao ke_hoach.yaml            soạn tệp Word
  vanban tao *.yaml -o ra/            soạn nhiều tệp vào thư mục ra/
  vanban tao - -o - < kh.yaml > kh.docx
  vanban kiem-tra ke_hoach.yaml       tìm lỗi; thêm --sua để sửa phần chắc chắn
  vanban luat GO-tu_nham              giải thích một luật
  vanban moi so-lieu kh.yaml          bảng số liệu Excel để theo dõi kế hoạch
  vanban bao-cao kh.yaml --ky 2023 --so-lieu so-lieu.xlsx
  vanban bao-cao kh.yaml --lich --ngay 15/10/2023
  vanban ke-hoach kh.yaml --nam 2023 --so-lieu so-lieu.xlsx -o kh-2023.yaml
  vanban lo kh.yaml --truong truong.csv -o ra/

Mã thoát: 0 tốt, 1 có điều cần xem, 2 đầu vào hoặc cách dùng sai.";

const CHECK_USAGE: &str = "vanban kiem-tra [TÙY CHỌN] <TỆP>...";
const BATCH_USAGE: &str = "vanban lo [TÙY CHỌN] <TỆP> --truong <BẢNG> -o <THƯ MỤC>";
const YEAR_PLAN_USAGE: &str = "vanban ke-hoach [TÙY CHỌN] <KẾ HOẠCH> --nam <NĂM>";
const REPORT_USAGE: &str = "vanban bao-cao [TÙY CHỌN] <KẾ HOẠCH> --ky <KỲ> | --lich | --ics <TỆP>";

/// Soạn văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP và văn bản của Đảng
#[derive(Debug, Parser)]
#[command(name = "vanban", version, help_template = HELP, after_help = EXAMPLES)]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_help_heading = "Lệnh", subcommand_value_name = "LỆNH")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// In trợ giúp
    #[arg(short = 'h', long = "help", global = true, action = clap::ArgAction::Help, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Soạn tệp Word từ tệp YAML
    #[command(alias = "build", help_template = HELP, override_usage = "vanban tao [TÙY CHỌN] <TỆP>...")]
    Tao(Build),
    /// Tìm lỗi thể thức, viện dẫn, chính tả trong tệp YAML
    #[command(name = "kiem-tra", alias = "check", help_template = HELP, override_usage = CHECK_USAGE)]
    KiemTra(Check),
    /// Giải thích một luật của kiem-tra; không có mã thì liệt kê tất cả
    #[command(alias = "explain", help_template = HELP, override_usage = "vanban luat [TÙY CHỌN] [MÃ]")]
    Luat(Explain),
    /// Tạo một tệp YAML mẫu, có chú thích, soạn được ngay
    #[command(alias = "new", help_template = HELP, override_usage = "vanban moi [TÙY CHỌN] [LOẠI] [KẾ HOẠCH]")]
    Moi(New),
    /// Lập báo cáo của một kế hoạch từ bảng số liệu; xem lịch báo cáo
    #[command(name = "bao-cao", alias = "report", help_template = HELP, override_usage = REPORT_USAGE)]
    BaoCao(Report),
    /// Lập kế hoạch của một năm từ kế hoạch nhiều năm và bảng số liệu
    #[command(name = "ke-hoach", alias = "year-plan", help_template = HELP, override_usage = YEAR_PLAN_USAGE)]
    KeHoach(YearPlan),
    /// Soạn một văn bản cho nhiều trường, theo bảng CSV, Excel, ODS hoặc YAML
    #[command(alias = "batch", help_template = HELP, override_usage = BATCH_USAGE)]
    Lo(Box<BatchArguments>),
    /// Liệt kê các loại văn bản, ký hiệu, số mẫu, và các tệp mẫu có sẵn
    #[command(alias = "kinds", help_template = HELP, override_usage = "vanban loai [TÙY CHỌN]")]
    Loai(Kinds),
    /// In JSON Schema của tệp YAML, cho trình soạn thảo gợi ý và kiểm tra
    #[command(help_template = HELP, override_usage = "vanban schema [TÙY CHỌN]")]
    Schema(SchemaArguments),
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Cho người đọc
    Nguoi,
    /// Cho máy đọc
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Tệp YAML; dấu - là đầu vào chuẩn
    #[arg(required = true, value_name = "TỆP", help_heading = "Đối số")]
    pub(super) files: Vec<PathBuf>,
    /// Tệp .docx hoặc thư mục để ghi; dấu - là đầu ra chuẩn
    #[arg(short = 'o', long = "ra", value_name = "NƠI GHI", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    /// Thư mục mà các tệp trong văn bản được tìm từ đó, khi đọc đầu vào chuẩn (-)
    #[arg(long = "thu-muc", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) folder: Option<PathBuf>,
    /// Không ghi tệp nào mà kiem-tra thấy còn lỗi
    #[arg(long = "nghiem", help_heading = "Tùy chọn")]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// Cho người đọc
    Nguoi,
    /// Cho máy đọc
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Chú thích của GitHub Actions
    Github,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Tệp YAML; dấu - là đầu vào chuẩn
    #[arg(required = true, value_name = "TỆP", help_heading = "Đối số")]
    pub(super) files: Vec<PathBuf>,
    /// Thư mục mà các tệp trong văn bản được tìm từ đó, khi đọc đầu vào chuẩn (-)
    #[arg(long = "thu-muc", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) folder: Option<PathBuf>,
    /// Sửa ngay trong tệp những điều chắc chắn; giữ nguyên chú thích và cách trình bày
    #[arg(long = "sua", help_heading = "Tùy chọn")]
    pub(super) fix: bool,
    /// Cùng --sua: chỉ in những chỗ sẽ sửa, không ghi tệp
    #[arg(long = "thu", requires = "fix", help_heading = "Tùy chọn")]
    pub(super) dry_run: bool,
    /// Tệp cấu hình [mặc định: vanban.toml ở thư mục của tệp hoặc phía trên]
    #[arg(long = "cau-hinh", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) settings: Option<PathBuf>,
    /// Cách in kết quả: nguoi, json, sarif hoặc github
    #[arg(
        long = "dinh-dang",
        value_name = "DẠNG",
        default_value = "nguoi",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) format: FindingFormat,
    /// Không in gợi ý
    #[arg(short = 'q', long, help_heading = "Tùy chọn")]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Mã luật, ví dụ GO-tu_nham
    #[arg(value_name = "MÃ", help_heading = "Đối số")]
    pub(super) id: Option<String>,
    /// In cả danh mục luật dạng Markdown
    #[arg(long, conflicts_with_all = ["id", "format"], help_heading = "Tùy chọn")]
    pub(super) markdown: bool,
    /// Cách in kết quả: nguoi hoặc json
    #[arg(
        long = "dinh-dang",
        value_name = "DẠNG",
        default_value = "nguoi",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// Tệp YAML của kế hoạch, có `nhiem_vu` và `bao_cao`
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Đối số")]
    pub(super) plan: PathBuf,
    /// Kỳ báo cáo: nam-2022 (báo cáo năm), 2023 (sơ kết), 2025 (tổng kết), quy-2-2026, 6-thang-2026, thang-11-2026; theo năm học: nam-hoc-2026-2027, hk1-2026-2027
    #[arg(long = "ky", value_name = "KỲ", help_heading = "Tùy chọn")]
    pub(super) period: Option<String>,
    /// Bảng số liệu .xlsx, .csv hoặc .yaml (tạo bằng `vanban moi so-lieu`); nhiều bảng thì lặp lại
    #[arg(long = "so-lieu", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) data: Vec<PathBuf>,
    /// Tệp .docx hoặc thư mục để ghi; dấu - là đầu ra chuẩn
    #[arg(short = 'o', long = "ra", value_name = "NƠI GHI", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    /// Thư mục mà các tệp trong kế hoạch được tìm từ đó, khi kế hoạch là đầu vào chuẩn (-)
    #[arg(long = "thu-muc", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) folder: Option<PathBuf>,
    /// Số của báo cáo [mặc định: chừa chỗ ghi tay]
    #[arg(long = "so", value_name = "SỐ", value_parser = document_number(), help_heading = "Tùy chọn")]
    pub(super) number: Option<u32>,
    /// Ngày của báo cáo; với --lich là ngày để tính quá hạn
    #[arg(long = "ngay", value_name = "NGÀY", help_heading = "Tùy chọn")]
    pub(super) date: Option<String>,
    /// Thoát với mã 1 khi báo cáo còn chỗ thiếu, hoặc lịch có việc quá hạn; còn lỗi thì không ghi tệp
    #[arg(long = "nghiem", help_heading = "Tùy chọn")]
    pub(super) strict: bool,
    /// In lịch: báo cáo nào, nhiệm vụ nào, hạn ngày nào
    #[arg(long = "lich", conflicts_with_all = ["period", "output"], help_heading = "Tùy chọn")]
    pub(super) schedule: bool,
    /// Ghi lịch có nhắc việc (iCalendar) cho Google Calendar, Outlook
    #[arg(long = "ics", value_name = "TỆP", conflicts_with_all = ["period", "output"], help_heading = "Tùy chọn")]
    pub(super) calendar: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct YearPlan {
    /// Tệp YAML của kế hoạch nhiều năm, có `nhiem_vu` và `bao_cao`
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Đối số")]
    pub(super) plan: PathBuf,
    /// Năm của kế hoạch cần lập
    #[arg(long = "nam", value_name = "NĂM", conflicts_with = "school_year", help_heading = "Tùy chọn")]
    pub(super) year: Option<i16>,
    /// Năm học của kế hoạch cần lập, ví dụ 2026-2027 (kế hoạch có `lich: nam_hoc`)
    #[arg(long = "nam-hoc", value_name = "NĂM HỌC", help_heading = "Tùy chọn")]
    pub(super) school_year: Option<String>,
    /// Bản thảo kế hoạch của giai đoạn sau, ví dụ 2026-2030, thay cho kế hoạch một năm
    #[arg(long = "giai-doan", value_name = "NĂM-NĂM", conflicts_with_all = ["year", "school_year", "by_month", "calendar"], help_heading = "Tùy chọn")]
    pub(super) period: Option<String>,
    /// Bảng số liệu .xlsx, .csv hoặc .yaml (tạo bằng `vanban moi so-lieu`); nhiều bảng thì lặp lại
    #[arg(long = "so-lieu", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) data: Vec<PathBuf>,
    /// Tệp .docx, tệp .yaml để sửa trước, hoặc thư mục để ghi; dấu - là đầu ra chuẩn
    #[arg(short = 'o', long = "ra", value_name = "NƠI GHI", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    /// Thư mục mà các tệp trong kế hoạch được tìm từ đó, khi kế hoạch là đầu vào chuẩn (-)
    #[arg(long = "thu-muc", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) folder: Option<PathBuf>,
    /// Số của kế hoạch năm [mặc định: chừa chỗ ghi tay]
    #[arg(long = "so", value_name = "SỐ", value_parser = document_number(), help_heading = "Tùy chọn")]
    pub(super) number: Option<u32>,
    /// Ngày của kế hoạch năm [mặc định: chừa chỗ ghi tay]
    #[arg(long = "ngay", value_name = "NGÀY", help_heading = "Tùy chọn")]
    pub(super) date: Option<String>,
    /// Thoát với mã 1 khi còn chỗ phải điền; còn lỗi khác thì không ghi tệp
    #[arg(long = "nghiem", help_heading = "Tùy chọn")]
    pub(super) strict: bool,
    /// Thêm phụ lục: lịch công việc theo tháng
    #[arg(long = "lich-thang", help_heading = "Tùy chọn")]
    pub(super) by_month: bool,
    /// Ghi thêm lịch có nhắc việc của năm (iCalendar) cho Google Calendar, Outlook
    #[arg(long = "ics", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) calendar: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct BatchArguments {
    /// Tệp YAML của văn bản chung
    #[arg(value_name = "TỆP", help_heading = "Đối số")]
    pub(super) plan: Option<PathBuf>,
    /// Bảng: .csv, .xlsx, .ods hoặc .yaml; mỗi dòng một trường, hoặc một nơi nhận (cũng viết --bang)
    #[arg(long = "truong", alias = "bang", value_name = "BẢNG", help_heading = "Tùy chọn")]
    pub(super) table: Option<PathBuf>,
    /// Bảng tính chứa bảng trường [mặc định: bảng tính đầu tiên có dữ liệu]
    #[arg(long = "bang-tinh", value_name = "TÊN", help_heading = "Tùy chọn")]
    pub(super) sheet: Option<String>,
    /// Dòng chứa tên các cột [mặc định: tự tìm]
    #[arg(long = "dong-tieu-de", value_name = "SỐ", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Tùy chọn")]
    pub(super) head: Option<u64>,
    /// Thư mục để ghi
    #[arg(short = 'o', long = "ra", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    /// Ghi vào một tệp .zip thay cho thư mục
    #[arg(long = "zip", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) zip: Option<PathBuf>,
    /// Ghi tất cả liền nhau vào một tệp Word để in một lượt
    #[arg(long = "mot-tep", value_name = "TỆP.docx", help_heading = "Tùy chọn")]
    pub(super) one_file: Option<PathBuf>,
    /// Cột nào là khóa nào: "Tên cột=co_quan.ten"; dùng được nhiều lần
    #[arg(long = "cot", value_name = "CỘT=KHÓA", help_heading = "Tùy chọn")]
    pub(super) columns: Vec<String>,
    /// Một cơ quan (của tệp chung) ban hành tất cả; mỗi dòng là một nơi nhận
    #[arg(long = "mot-co-quan", help_heading = "Tùy chọn")]
    pub(super) one_issuer: bool,
    /// Các cột phân biệt hai dòng, ví dụ "Họ tên,Lớp" [mặc định: các cột làm nên tên tệp]
    #[arg(long = "khoa", value_name = "CỘT,CỘT", value_delimiter = ',', help_heading = "Tùy chọn")]
    pub(super) key: Vec<String>,
    /// Mẫu tên tệp [mặc định: "{{ stt }}-{{ co_quan.ten | slug }}.docx"; một cơ quan thì theo nơi nhận]
    #[arg(long = "ten", value_name = "MẪU", help_heading = "Tùy chọn")]
    pub(super) pattern: Option<String>,
    /// Đánh số văn bản lần lượt từ số này
    #[arg(long = "so-tu", value_name = "SỐ", value_parser = document_number(), help_heading = "Tùy chọn")]
    pub(super) first_number: Option<u32>,
    /// Ghi sổ đăng ký văn bản đi (.xlsx)
    #[arg(long = "so-dang-ky", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) register: Option<PathBuf>,
    /// Chuyển tệp của những dòng không còn trong bảng vào thư mục da-bo/
    #[arg(long = "don", conflicts_with_all = ["zip", "one_file"], help_heading = "Tùy chọn")]
    pub(super) tidy: bool,
    /// Soạn các dòng tốt dù dòng khác có lỗi (mã thoát 1)
    #[arg(long = "bo-qua-loi", help_heading = "Tùy chọn")]
    pub(super) skip_faulty: bool,
    /// Chỉ làm một phần, ví dụ 3/8: phần thứ ba của tám phần
    #[arg(long = "phan", value_name = "K/N", help_heading = "Tùy chọn")]
    pub(super) share: Option<String>,
    /// Gộp kê khai của các phần trong thư mục -o
    #[arg(long = "gop", conflicts_with_all = ["plan", "table", "share", "zip", "tidy"], help_heading = "Tùy chọn")]
    pub(super) merge: bool,
    /// Lập báo cáo kỳ này thay cho văn bản (cùng --so-lieu)
    #[arg(long = "ky", value_name = "KỲ", help_heading = "Tùy chọn")]
    pub(super) period: Option<String>,
    /// Lập kế hoạch của năm này thay cho văn bản (có thể cùng --so-lieu)
    #[arg(long = "nam", value_name = "NĂM", help_heading = "Tùy chọn")]
    pub(super) year: Option<i16>,
    /// Như --nam, khi kế hoạch tính theo năm học: 2026-2027
    #[arg(long = "nam-hoc", value_name = "NĂM HỌC", conflicts_with = "year", help_heading = "Tùy chọn")]
    pub(super) school_year: Option<String>,
    /// Cùng --nam: thêm phụ lục lịch công việc theo tháng
    #[arg(long = "lich-thang", help_heading = "Tùy chọn")]
    pub(super) by_month: bool,
    /// Thư mục bảng số liệu của các trường (cùng --ky hoặc --nam)
    #[arg(long = "so-lieu", value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) data: Option<PathBuf>,
    /// Ngày của báo cáo, của kế hoạch năm (cùng --ky hoặc --nam)
    #[arg(long = "ngay", value_name = "NGÀY", help_heading = "Tùy chọn")]
    pub(super) date: Option<String>,
    /// Kê khai của lô kế hoạch đã gửi: số của từng kế hoạch (cùng --ky hoặc --nam) [mặc định: trong thư mục -o]
    #[arg(long = "ke-khai", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) manifest: Option<PathBuf>,
    /// Không ghi tệp nào khi kiem-tra thấy còn lỗi
    #[arg(long = "nghiem", help_heading = "Tùy chọn")]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Loại hoặc tệp mẫu (xem `vanban loai`); so-lieu: bảng số liệu của một kế hoạch; bỏ trống: hỏi từng điều
    #[arg(value_name = "LOẠI", help_heading = "Đối số")]
    pub(super) kind: Option<String>,
    /// Kế hoạch mà bảng số liệu theo dõi (chỉ với so-lieu)
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Đối số")]
    pub(super) plan: Option<PathBuf>,
    /// Thể thức: nd30, hoặc dang cho văn bản của Đảng [mặc định: nd30]
    #[arg(long = "the-thuc", value_name = "THỂ THỨC", help_heading = "Tùy chọn")]
    pub(super) profile: Option<String>,
    /// Tệp để ghi; dấu - là đầu ra chuẩn [mặc định: LOẠI.yaml, so-lieu.xlsx]
    #[arg(short = 'o', long = "ra", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Kinds {
    /// Viết trang giới thiệu từng loại (Markdown) vào thư mục này
    #[arg(long, value_name = "THƯ MỤC", help_heading = "Tùy chọn")]
    pub(super) markdown: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Viết trang Markdown về mọi khóa (docs/khoa.md) thay cho JSON Schema
    #[arg(long, help_heading = "Tùy chọn")]
    pub(super) markdown: bool,
    /// Tệp để ghi [mặc định: đầu ra chuẩn]
    #[arg(short = 'o', long = "ra", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    /// Schema của kết quả mà --dinh-dang json in ra
    #[arg(long = "ket-qua", help_heading = "Tùy chọn")]
    pub(super) results: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// Ghi đè tệp đã có
    #[arg(long, help_heading = "Tùy chọn")]
    pub(super) force: bool,
    /// Chỉ in lỗi
    #[arg(short = 'q', long, help_heading = "Tùy chọn")]
    pub(super) quiet: bool,
    /// Cách in kết quả: nguoi hoặc json
    #[arg(
        long = "dinh-dang",
        value_name = "DẠNG",
        default_value = "nguoi",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Tùy chọn"
    )]
    pub(super) format: Format,
}

/// Reads the number of a document.
fn document_number() -> RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=i64::from(MAX_SO))
}
