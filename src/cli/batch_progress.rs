//! How far a batch is: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::console::{Console, say};
use vanban::batch::Progress;

/// A bar on a terminal, plain lines elsewhere.
pub(super) struct Shown {
    bar: ProgressBar,
    plain: bool,
    /// The part that was told last, in tenths of the whole.
    told: AtomicU64,
}

impl Shown {
    pub(super) fn new(console: &Console) -> Self {
        let silent = console.is_silent();
        let terminal = std::io::stderr().is_terminal();
        let target =
            if terminal && !silent { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        Self { bar, plain: !terminal && !silent, told: AtomicU64::new(0) }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Shown {
    fn checked(&self, done: u64) {
        self.bar.set_message(format!("đã kiểm tra {done} dòng"));
        self.bar.set_style(style("{spinner} {msg} ({toc_do}/giây)"));
        self.bar.set_position(done);
    }

    fn written(&self, done: u64, of: u64) {
        if self.bar.length() != Some(of) {
            self.bar.reset();
            self.bar.set_length(of);
            self.bar.set_style(style("{wide_bar} {pos}/{len} tệp, {toc_do}/giây, còn {eta}"));
        }
        self.bar.set_position(done);
        let tenth = done * 10 / of.max(1);
        if self.plain && of > 1000 && self.told.swap(tenth, Ordering::Relaxed) < tenth {
            say(&format!("{done}/{of} tệp"));
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A bar that cannot be drawn is no fault of the batch.
        let _ = write!(out, "{:.0}", state.per_sec());
    };
    style.with_key("toc_do", rate)
}
