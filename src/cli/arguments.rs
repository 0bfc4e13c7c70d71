//! The arguments of every command, with their help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}
";

const EXAMPLES: &str = "
Ví dụ:
  vanban moi ke_hoach                 tạo tệp mẫu ke_hoach.yaml
  vanban tao ke_hoach.yaml            soạn tệp Word
  vanban tao *.yaml -o ra/            soạn nhiều tệp vào thư mục ra/
  vanban tao - -o - < kh.yaml > kh.docx

Mã thoát: 0 tốt, 1 có điều cần xem, 2 đầu vào hoặc cách dùng sai.";

/// Soạn văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP
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
    /// Tạo một tệp YAML mẫu, có chú thích, soạn được ngay
    #[command(alias = "new", help_template = HELP, override_usage = "vanban moi [TÙY CHỌN] <LOẠI>")]
    Moi(New),
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
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Loại văn bản, ví dụ `ke_hoach`
    #[arg(value_name = "LOẠI", help_heading = "Đối số")]
    pub(super) kind: String,
    /// Tệp để ghi; dấu - là đầu ra chuẩn [mặc định: LOẠI.yaml]
    #[arg(short = 'o', long = "ra", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Tệp để ghi [mặc định: đầu ra chuẩn]
    #[arg(short = 'o', long = "ra", value_name = "TỆP", help_heading = "Tùy chọn")]
    pub(super) output: Option<PathBuf>,
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
