//! What sort of file bytes are, whatever its name says.

/// A sort of file that is no PNG or JPEG: its name, and how to make one of it.
pub(super) fn other(bytes: &[u8]) -> (&'static str, &'static str) {
    const SAVE: &str = "mở hình bằng Paint (hoặc ứng dụng xem ảnh) rồi lưu lại dạng PNG hoặc JPEG";
    const EXPORT: &str = "mở bằng chương trình đã vẽ hình hoặc trình duyệt rồi xuất ra dạng PNG";
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let boxed = start.get(4..8) == Some(b"ftyp".as_slice());
    let brand = start.get(8..12).unwrap_or_default();
    if start.starts_with(b"RIFF") && brand == b"WEBP" {
        ("hình WebP", SAVE)
    } else if boxed && matches!(brand, b"avif" | b"avis") {
        ("hình AVIF", SAVE)
    } else if boxed && matches!(brand, b"heic" | b"heix" | b"heim" | b"hevc" | b"mif1" | b"msf1") {
        (
            "ảnh HEIC của điện thoại",
            "mở ảnh trên điện thoại hoặc máy tính rồi xuất ra dạng JPEG; trên iPhone chọn Cài đặt, Camera, Định dạng, Tương thích nhất",
        )
    } else if start.starts_with(b"GIF8") {
        ("hình GIF", SAVE)
    } else if start.starts_with(b"BM") && start.get(6..10) == Some([0; 4].as_slice()) {
        ("hình BMP", SAVE)
    } else if start.starts_with(b"II*\0") || start.starts_with(b"MM\0*") {
        ("hình TIFF", SAVE)
    } else if is_svg(start) {
        ("hình vẽ SVG", EXPORT)
    } else if start.starts_with(b"%PDF") {
        ("tệp PDF", "mở tệp, chụp hoặc xuất trang cần dùng ra dạng PNG")
    } else if start.get(40..44) == Some(b" EMF".as_slice()) || start.starts_with(&[0xD7, 0xCD, 0xC6, 0x9A]) {
        ("hình vẽ EMF hoặc WMF", EXPORT)
    } else if start.is_empty() {
        ("tệp rỗng", "chép lại tệp hình từ nơi đã lấy")
    } else {
        ("không phải hình", "ghi tên một tệp hình PNG hoặc JPEG, ví dụ so-do.png")
    }
}

fn is_svg(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}
