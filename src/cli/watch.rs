//! The stage of a run and how far it is: a line on a terminal, else an event of the log now and then.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, LazyLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::numeric::real;
use crate::progress::{Progress, Reached, Unit};
use crate::run::Watch;

/// From one look at the progress to the next.
const LOOK: Duration = Duration::from_millis(100);
/// From one event of the log to the next.
const EVENT: Duration = Duration::from_secs(10);
/// Seconds of a time so long that it is no estimate.
const YEAR: u64 = 365 * 86_400;

/// Standard error, where lines of the log and the line of the stage do not get into each other's way. Hidden where it is
/// not a terminal.
static SCREEN: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// From now on no line of a stage is shown.
pub fn hide() {
    SCREEN.set_draw_target(ProgressDrawTarget::hidden());
}

/// Writes lines of the log above the line of the stage.
pub struct Above;

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        SCREEN.suspend(|| io::stderr().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Shows the stage, how far it is, its rate and the time that is left, from a thread of its own.
pub struct Spinner {
    begun: Option<Sender<(String, Arc<Progress>)>>,
    thread: Option<JoinHandle<()>>,
}

impl Spinner {
    /// Shows nothing yet, and nothing at all when `quiet`.
    pub fn new(quiet: bool) -> Self {
        if quiet {
            return Self { begun: None, thread: None };
        }
        let (begun, stages) = channel();
        let thread = std::thread::Builder::new().name("progress".to_owned()).spawn(move || look(&stages));
        // Without a thread nothing is shown.
        Self { begun: Some(begun), thread: thread.ok() }
    }
}

impl Watch for Spinner {
    fn begin(&self, stage: &str, progress: &Arc<Progress>) {
        if let Some(begun) = &self.begun {
            // That nobody looks is no reason to fail.
            let _ = begun.send((stage.to_owned(), Arc::clone(progress)));
        }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.begun = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Looks at the newest of the stages until there are no more.
fn look(stages: &Receiver<(String, Arc<Progress>)>) {
    let mut shown: Option<Shown> = None;
    loop {
        match stages.recv_timeout(LOOK) {
            Ok((stage, progress)) => shown = Some(Shown::new(stage, progress)),
            Err(RecvTimeoutError::Timeout) => shown.iter_mut().for_each(Shown::look),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// A stage as it is shown.
struct Shown {
    stage: String,
    progress: Arc<Progress>,
    /// Estimates the rate too, whether it is visible or not.
    line: ProgressBar,
    began: Instant,
    told: Instant,
}

impl Shown {
    fn new(stage: String, progress: Arc<Progress>) -> Self {
        let line = SCREEN.add(ProgressBar::no_length());
        line.set_style(style("{spinner} {prefix} {wide_msg}"));
        line.set_prefix(stage.clone());
        let now = Instant::now();
        Self { stage, progress, line, began: now, told: now }
    }

    fn look(&mut self) {
        let reached = self.progress.reached();
        if let Some(Reached { done, total, .. }) = reached {
            if self.line.length().is_none() {
                self.line.set_length(total);
                self.line.set_style(style("{spinner} {prefix} {bar:20} {wide_msg}"));
            }
            if self.line.position() != done {
                self.line.set_position(done);
            }
        }
        let pace = reached.filter(|reached| reached.done > 0).map(|reached| Pace::of(reached, self.line.per_sec()));
        self.line.set_message(match reached {
            Some(reached) => pace.map_or_else(|| so_far(reached), Pace::text),
            None => duration(self.began.elapsed().as_secs()),
        });
        self.line.tick();
        if self.told.elapsed() >= EVENT {
            self.told = Instant::now();
            self.tell(reached, pace);
        }
    }

    fn tell(&self, reached: Option<Reached>, pace: Option<Pace>) {
        let (stage, seconds) = (self.stage.as_str(), self.began.elapsed().as_secs());
        let Some(Reached { done, total, unit }) = reached else {
            tracing::info!(stage, seconds, "goes on");
            return;
        };
        let (per_second, seconds_left) = (pace.map(|pace| pace.per_second), pace.and_then(|pace| pace.seconds_left));
        tracing::info!(stage, seconds, done, total, unit = unit.name(), per_second, seconds_left, "goes on");
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.line.finish_and_clear();
        SCREEN.remove(&self.line);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .map_or_else(|_| ProgressStyle::default_spinner(), |style| style.progress_chars("━╸─"))
}

/// How fast a stage goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pace {
    reached: Reached,
    per_second: f64,
    /// `None` where the rate says nothing yet.
    seconds_left: Option<u64>,
}

impl Pace {
    fn of(reached: Reached, per_second: f64) -> Self {
        let left = real(reached.total - reached.done) / per_second;
        let left = Duration::try_from_secs_f64(left).ok().filter(|_| per_second.is_finite());
        Self { reached, per_second, seconds_left: left.map(|left| left.as_secs()).filter(|&seconds| seconds < YEAR) }
    }

    /// Such as `120 of 360 fits, 6.5/s, 36 s left`.
    fn text(self) -> String {
        let mut text = so_far(self.reached);
        if let Some(seconds) = self.seconds_left {
            let rate = match (self.reached.unit, self.per_second) {
                (Unit::Bytes, rate) => format!("{}/s", bytes(rate)),
                (_, rate) if rate >= 10.0 => format!("{rate:.0}/s"),
                (_, rate) if rate >= 1.0 => format!("{rate:.1}/s"),
                (_, rate) => format!("{:.1} s each", 1.0 / rate),
            };
            text = format!("{text}, {rate}, {} left", duration(seconds));
        }
        text
    }
}

fn so_far(Reached { done, total, unit }: Reached) -> String {
    match unit {
        Unit::Bytes => format!("{} of {}", BinaryBytes(done), BinaryBytes(total)),
        _ => format!("{done} of {total} {}", unit.name()),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate of bytes, to be looked at")]
fn bytes(rate: f64) -> BinaryBytes {
    BinaryBytes(rate as u64)
}

/// Such as `7 s`, `3 min 20 s` or `1 h 5 min`.
fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(done: u64, total: u64, unit: Unit, per_second: f64) -> String {
        Pace::of(Reached { done, total, unit }, per_second).text()
    }

    #[test]
    fn the_pace_is_told_as_people_read_it() {
        assert_eq!(text(120, 360, Unit::Fits, 6.5), "120 of 360 fits, 6.5/s, 36 s left");
        assert_eq!(text(3, 12, Unit::Windows, 0.125), "3 of 12 windows, 8.0 s each, 1 min 12 s left");
        assert_eq!(text(10, 10_000, Unit::Pairs, 2.0), "10 of 10000 pairs, 2.0/s, 1 h 23 min left");
        assert_eq!(
            text(3 << 20, 9 << 30, Unit::Bytes, 120.0 * 1024.0 * 1024.0),
            "3.00 MiB of 9.00 GiB, 120.00 MiB/s, 1 min 16 s left"
        );
    }

    #[test]
    fn a_rate_that_says_nothing_is_not_told() {
        for rate in [0.0, f64::NAN, f64::INFINITY, -1.0, 1e-12] {
            assert_eq!(text(1, 3, Unit::Windows, rate), "1 of 3 windows", "{rate}");
        }
    }
}
