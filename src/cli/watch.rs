//! A spinner with the stage of a run, on a terminal and nowhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::run::Watch;

/// Shows the stage on standard error.
pub struct Spinner {
    bar: ProgressBar,
}

impl Spinner {
    /// A spinner; hidden when standard error is not a terminal, or `quiet`.
    pub fn new(quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar }
    }
}

impl Watch for Spinner {
    fn begin(&self, stage: &str) {
        self.bar.set_message(stage.to_owned());
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
