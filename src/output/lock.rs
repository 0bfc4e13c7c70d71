//! Locks of folders on the disk. The system holds them for a running program
//! and lets go when it ends, however it ends; the file only says who it was.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset};

use super::{Held, Lock};

/// How often a lock is asked for: somebody who only looks holds it for a moment.
const TRIES: usize = 8;
const PAUSE: Duration = Duration::from_millis(15);
/// Most bytes of a lock that are read.
const MOST: u64 = 1024;
/// Clocks of users: Vietnam is seven hours ahead of universal time.
const VIETNAM: i32 = 7 * 3600;

/// A lock that is held; dropped, it is gone, and so are the folders that were
/// made for it and hold nothing.
#[derive(Debug)]
struct HeldFile {
    file: Option<File>,
    path: PathBuf,
    /// Folders that were made, the innermost first.
    made: Vec<PathBuf>,
}

impl Held for HeldFile {}

impl Drop for HeldFile {
    fn drop(&mut self) {
        // Windows removes no file that is open; elsewhere the lock is held to the end.
        if cfg!(windows) {
            self.file = None;
        }
        // What cannot be removed is taken over by the next run.
        let _ = std::fs::remove_file(&self.path);
        self.file = None;
        for folder in &self.made {
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// Takes a lock, see [`super::OutputFolder::lock`].
pub(super) fn take(path: &Path) -> io::Result<Lock> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let made: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_path_buf)
        .collect();
    std::fs::create_dir_all(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
    for _ in 0..TRIES {
        let Some(mut file) = open_alone(path)? else {
            sleep(PAUSE);
            continue;
        };
        let mut held = HeldFile { file: None, path: path.to_path_buf(), made: made.clone() };
        let left = text(&mut file);
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(this_run().as_bytes())?;
        held.file = Some(file);
        return Ok(Lock::Taken { held: Box::new(held), left: Some(left).filter(|left| !left.is_empty()) });
    }
    Ok(Lock::Busy(words(path)))
}

/// Who holds a lock, see [`super::OutputFolder::holder`].
pub(super) fn holder(path: &Path) -> Option<String> {
    is_held(path).then(|| words(path))
}

/// What a lock says of who holds it.
fn words(path: &Path) -> String {
    let mut options = OpenOptions::new();
    options.read(true).open(path).map(|mut file| text(&mut file)).unwrap_or_default()
}

fn text(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file.take(MOST).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// Opens a file that nobody else holds, and holds it; none: somebody does.
#[cfg(unix)]
fn open_alone(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use std::os::unix::fs::MetadataExt;
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Err(error) if error == rustix::io::Errno::WOULDBLOCK => return Ok(None),
        // A file system without locks: nothing is guarded there.
        Ok(()) | Err(_) => {}
    }
    // Who held it before may have removed it since it was opened.
    let is_there = std::fs::metadata(path).is_ok_and(|there| {
        file.metadata().is_ok_and(|own| (own.dev(), own.ino()) == (there.dev(), there.ino()))
    });
    Ok(is_there.then_some(file))
}

#[cfg(unix)]
fn is_held(path: &Path) -> bool {
    use rustix::fs::{FlockOperation, flock};
    let Ok(file) = File::open(path) else { return false };
    flock(&file, FlockOperation::NonBlockingLockShared) == Err(rustix::io::Errno::WOULDBLOCK)
}

/// Windows refuses to open what another program has open and does not share.
#[cfg(windows)]
const SHARING_VIOLATION: i32 = 32;
/// Others may read.
#[cfg(windows)]
const SHARE_READ: u32 = 1;

#[cfg(windows)]
fn open_alone(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).share_mode(SHARE_READ);
    match options.open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(windows)]
fn is_held(path: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt;
    let opened = OpenOptions::new().read(true).share_mode(SHARE_READ).open(path);
    opened.is_err_and(|error| error.raw_os_error() == Some(SHARING_VIOLATION))
}

/// No locks: nothing is guarded.
#[cfg(not(any(unix, windows)))]
fn open_alone(path: &Path) -> io::Result<Option<File>> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map(Some)
}

#[cfg(not(any(unix, windows)))]
fn is_held(_path: &Path) -> bool {
    false
}

/// What tells this run from others: its process, its machine, its start.
fn this_run() -> String {
    let machine = std::env::var("COMPUTERNAME").ok();
    let machine = machine.or_else(|| std::fs::read_to_string("/etc/hostname").ok());
    let machine = machine.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let now = i64::try_from(now).ok().and_then(|now| DateTime::from_timestamp(now, 0));
    let now = now.zip(FixedOffset::east_opt(VIETNAM)).map(|(now, zone)| now.with_timezone(&zone));
    let machine = machine.map(|name| format!(" trên máy {name}")).unwrap_or_default();
    let start = now.map(|now| now.format(", bắt đầu %H:%M:%S ngày %d/%m/%Y").to_string()).unwrap_or_default();
    format!("tiến trình {}{machine}{start}\n", std::process::id())
}
