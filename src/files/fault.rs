//! Why a file cannot be read, and what a user is told of it.

use std::io;

use crate::diagnostic::Diagnostic;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// There is none of this name.
    Missing {
        /// The file whose name differs in capitals only.
        like: Option<String>,
    },
    /// The system does not allow it.
    Forbidden,
    /// A folder stands there.
    Folder,
    /// A pipe or a device, whose end may never come.
    Device,
    /// The name leaves the root.
    Outside,
    /// A link leads out of the root.
    LinkedOut,
    /// It is larger than this.
    TooLarge {
        /// Bytes.
        most: u64,
    },
    /// Reading failed, at the start or halfway.
    Failed,
}

impl FileFault {
    /// What a user is told, `name` being the file's.
    pub fn of(&self, name: &str) -> Diagnostic {
        let reason = match self {
            Self::Missing { .. } => "không có tệp này",
            Self::Forbidden => "không có quyền đọc",
            Self::Folder => "đây là thư mục, không phải tệp",
            Self::Device => "đây là ống dẫn hoặc thiết bị, không phải tệp",
            Self::Failed => "hệ thống báo lỗi khi đọc",
            Self::Outside => {
                return Diagnostic::error("duong-dan", format!("{name} nằm ngoài thư mục của văn bản"))
                    .help("đặt tệp trong thư mục của văn bản, hoặc chạy lệnh từ thư mục chứa cả hai");
            }
            Self::LinkedOut => {
                let message = format!("{name} là liên kết dẫn ra ngoài thư mục của văn bản");
                return Diagnostic::error("duong-dan", message).help(
                    "chép tệp ấy vào thư mục của văn bản, hoặc chạy lệnh từ thư mục chứa cả hai \
                     và ghi đường dẫn từ thư mục đó",
                );
            }
            Self::TooLarge { most } => {
                let limit = most / (1024 * 1024);
                return Diagnostic::error("qua-lon", format!("{name} lớn hơn {limit} MB"))
                    .help("kiểm tra xem có chọn nhầm tệp không");
            }
        };
        let help = match self {
            Self::Missing { like: Some(like) } => {
                format!("có tệp `{like}`, khác chữ hoa, chữ thường: ghi đúng tên ấy")
            }
            _ => "kiểm tra lại đường dẫn và quyền của tệp".to_owned(),
        };
        Diagnostic::error("doc-tep", format!("không đọc được {name}: {reason}")).help(help)
    }
}

impl From<io::Error> for FileFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // A name that no file can have is that of none.
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput => Self::Missing { like: None },
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Failed,
        }
    }
}
