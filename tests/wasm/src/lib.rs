//! The least that Node needs to make a document: room for a text, and the
//! bytes of its Word file.

use std::sync::Mutex;

use vanban::diagnostic::Sources;
use vanban::engine::Engine;
use vanban::source::Input;

/// The text that the host wrote, then the file made of it.
static SHARED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for `length` bytes of YAML and tells where it is.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut shared = SHARED.lock().expect("one thread");
    *shared = vec![0; length];
    shared.as_mut_ptr()
}

/// Makes the document; gives the length of its file, 0 when there is none.
#[unsafe(no_mangle)]
pub extern "C" fn make() -> usize {
    let mut shared = SHARED.lock().expect("one thread");
    *shared = file(&shared).unwrap_or_default();
    shared.len()
}

/// Where the file is.
#[unsafe(no_mangle)]
pub extern "C" fn made() -> *const u8 {
    SHARED.lock().expect("one thread").as_ptr()
}

fn file(yaml: &[u8]) -> Option<Vec<u8>> {
    let input = Input::text("ke-hoach.yaml", std::str::from_utf8(yaml).ok()?);
    let engine = Engine::default();
    let document = engine.read(&input, &mut Sources::new()).ok()?;
    let trang = engine.compose(&document.value).ok()?;
    Some(engine.docx(&trang.value).ok()?.value)
}
