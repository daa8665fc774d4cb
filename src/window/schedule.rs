//! Which windows there are.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use thiserror::Error;

use super::{Shortfall, Window, coverage};
use crate::calendar::{Period, Unit};
use crate::plan::{WindowKind, WindowPlan};

/// The windows of a run, and what is left of time at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Oldest first; never empty.
    pub windows: Vec<Window>,
    /// The windows that the data begin and do not fill, oldest first.
    pub left_out: Vec<LeftOut>,
}

/// A window that is left out at the end of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The window.
    pub window: Window,
    /// Why.
    pub shortfall: Shortfall,
}

/// Why there are no windows.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScheduleError {
    /// No orders at all.
    #[error("there are no orders to cut into windows")]
    NoOrders,
    /// Not enough for one window.
    #[error(
        "the orders, from {first} to {last}, do not fill one window of {length}{}",
        first_end.map_or_else(String::new, |end| format!(" that ends on {end}"))
    )]
    TooShort {
        /// The first order's day.
        first: NaiveDate,
        /// The last order's day.
        last: NaiveDate,
        /// The length of a window.
        length: Period,
        /// The first end, where the configuration or the calendar gives one.
        first_end: Option<NaiveDate>,
    },
    /// Beyond the years that can be held.
    #[error("the windows of {length} reach beyond the calendar")]
    OutOfCalendar {
        /// The length of a window.
        length: Period,
    },
}

impl ScheduleError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoOrders => "look at the files, and at what the orders' SQL leaves out",
            Self::TooShort { .. } => "shorten windows.length, or wait until the data fill a window",
            Self::OutOfCalendar { .. } => "shorten windows.length or windows.step",
        }
    }
}

/// The windows that `times` (sorted ascending, one per order) fill.
///
/// The first window ends at `first_end`, else it begins with the first calendar month, week (Monday) or day, by the
/// unit of `step`, that the data fill. Later ends are whole steps after the first. No window ends after `as_of`.
/// Windows at the end of the data whose last step is not filled are left out.
///
/// # Errors
/// When no window is filled.
pub fn schedule(
    plan: &WindowPlan,
    times: &[NaiveDateTime],
    as_of: Option<NaiveDateTime>,
) -> Result<Schedule, ScheduleError> {
    let (Some(&first), Some(&last)) = (times.first(), times.last()) else { return Err(ScheduleError::NoOrders) };
    let overflow = ScheduleError::OutOfCalendar { length: plan.length };
    let too_short = |first_end: Option<NaiveDateTime>| ScheduleError::TooShort {
        first: first.date(),
        last: last.date(),
        length: plan.length,
        first_end: first_end.map(|end| end.date()),
    };

    let first_end = match plan.first_end {
        Some(end) => end,
        None => default_first_end(plan, times).ok_or_else(|| too_short(None))?,
    };
    let first_start = plan.length.offset(first_end, -1).ok_or_else(|| overflow.clone())?;

    let mut windows = Vec::new();
    let mut last_steps = Vec::new();
    for index in 0_i64.. {
        let end = plan.step.offset(first_end, index).ok_or_else(|| overflow.clone())?;
        let step_start = plan.step.offset(first_end, index - 1).ok_or_else(|| overflow.clone())?;
        if step_start > last || as_of.is_some_and(|as_of| end > as_of) {
            break;
        }
        let start = match plan.kind {
            WindowKind::Expanding => first_start,
            // Counted back from this end, so that every window is one length long by the calendar.
            WindowKind::Rolling | WindowKind::Tumbling => {
                plan.length.offset(end, -1).ok_or_else(|| overflow.clone())?
            }
        };
        windows.push(Window { start, end });
        last_steps.push(Window { start: step_start, end });
    }

    let usual = median_orders(&last_steps, times);
    let mut left_out = Vec::new();
    while let (Some(&window), Some(&step)) = (windows.last(), last_steps.last()) {
        let Some(shortfall) = coverage::tail_shortfall(step, times, usual) else { break };
        left_out.push(LeftOut { window, shortfall });
        windows.pop();
        last_steps.pop();
    }
    left_out.reverse();
    if windows.is_empty() {
        return Err(too_short(Some(first_end)));
    }
    Ok(Schedule { windows, left_out })
}

/// One length after the start of the first calendar step that the data fill.
fn default_first_end(plan: &WindowPlan, times: &[NaiveDateTime]) -> Option<NaiveDateTime> {
    let (&first, &last) = (times.first()?, times.last()?);
    let unit = Period::new(1, plan.step.unit()).ok()?;
    let origin = floor_to_unit(first, plan.step.unit());
    let steps = (0..)
        .map_while(|index| {
            let start = unit.offset(origin, index)?;
            let end = unit.offset(origin, index + 1)?;
            (start <= last).then_some(Window { start, end })
        })
        .collect::<Vec<_>>();
    let usual = median_orders(&steps, times);
    let filled = steps.iter().find(|&&step| coverage::head_shortfall(step, times, usual).is_none())?;
    plan.length.offset(filled.start, 1)
}

fn floor_to_unit(time: NaiveDateTime, unit: Unit) -> NaiveDateTime {
    let day = time.date();
    let floor = match unit {
        Unit::Months => day.with_day(1),
        Unit::Weeks => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
        Unit::Days => Some(day),
    };
    floor.unwrap_or(day).into()
}

/// Orders in the median step (the lower of two middle ones).
fn median_orders(steps: &[Window], times: &[NaiveDateTime]) -> usize {
    let mut counts = steps.iter().map(|step| step.range(times).len()).collect::<Vec<_>>();
    counts.sort_unstable();
    counts.get(counts.len().saturating_sub(1) / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Population;

    fn day(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().into()
    }

    fn plan(kind: WindowKind, length: &str, step: &str, first_end: Option<NaiveDateTime>) -> WindowPlan {
        WindowPlan {
            kind,
            length: length.parse().unwrap(),
            step: step.parse().unwrap(),
            first_end,
            population: Population::Window,
            min_customers: 1,
        }
    }

    /// `per_day` orders at 09:00 on every day of `[from, to)`.
    fn daily(from: NaiveDateTime, to: NaiveDateTime, per_day: usize) -> Vec<NaiveDateTime> {
        let days = (to - from).num_days();
        (0..days)
            .flat_map(|d| std::iter::repeat_n(from + chrono::TimeDelta::days(d) + chrono::TimeDelta::hours(9), per_day))
            .collect()
    }

    #[test]
    fn rolling_windows_start_with_the_first_filled_month() {
        let times = daily(day(2020, 1, 20), day(2021, 5, 1), 3);
        let schedule = schedule(&plan(WindowKind::Rolling, "12 months", "1 month", None), &times, None).unwrap();
        assert_eq!(schedule.windows.first(), Some(&Window { start: day(2020, 2, 1), end: day(2021, 2, 1) }));
        assert_eq!(schedule.windows.last(), Some(&Window { start: day(2020, 5, 1), end: day(2021, 5, 1) }));
        assert_eq!(schedule.windows.len(), 4);
        assert!(schedule.left_out.is_empty());
    }

    #[test]
    fn a_window_that_the_data_do_not_fill_is_left_out_and_said() {
        let times = daily(day(2020, 1, 1), day(2020, 6, 16), 3);
        let plan = plan(WindowKind::Rolling, "3 months", "1 month", None);
        let schedule = schedule(&plan, &times, None).unwrap();
        assert_eq!(schedule.windows.last().unwrap().end, day(2020, 6, 1));
        assert_eq!(schedule.left_out.len(), 1);
        assert_eq!(schedule.left_out[0].window.end, day(2020, 7, 1));
        assert_eq!(schedule.left_out[0].shortfall.to_string(), "its orders end on 2020-06-15");
    }

    #[test]
    fn two_silent_days_do_not_cost_a_month() {
        let times = daily(day(2020, 1, 1), day(2020, 6, 29), 3);
        let plan = plan(WindowKind::Rolling, "3 months", "1 month", None);
        assert_eq!(schedule(&plan, &times, None).unwrap().windows.last().unwrap().end, day(2020, 7, 1));
    }

    #[test]
    fn a_trickle_after_the_end_makes_no_window() {
        let mut times = daily(day(2020, 1, 1), day(2020, 7, 1), 30);
        times.extend(daily(day(2020, 7, 1), day(2020, 8, 1), 1));
        let plan = plan(WindowKind::Rolling, "3 months", "1 month", None);
        let schedule = schedule(&plan, &times, None).unwrap();
        assert_eq!(schedule.windows.last().unwrap().end, day(2020, 7, 1));
        assert_eq!(schedule.left_out[0].shortfall.to_string(), "its last step has 31 orders where 900 are usual");
    }

    #[test]
    fn expanding_windows_keep_their_start_and_tumbling_ones_do_not_overlap() {
        let times = daily(day(2020, 1, 1), day(2021, 1, 1), 1);
        let expanding = schedule(&plan(WindowKind::Expanding, "6 months", "2 months", None), &times, None).unwrap();
        assert!(expanding.windows.iter().all(|window| window.start == day(2020, 1, 1)));
        assert_eq!(expanding.windows.len(), 4);
        let tumbling = schedule(&plan(WindowKind::Tumbling, "3 months", "3 months", None), &times, None).unwrap();
        assert_eq!(tumbling.windows.len(), 4);
        assert!(tumbling.windows.windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    #[test]
    fn ends_at_month_ends_do_not_creep() {
        let times = daily(day(2020, 1, 1), day(2021, 6, 1), 1);
        let plan = plan(WindowKind::Rolling, "1 month", "1 month", Some(day(2020, 3, 31)));
        let ends = schedule(&plan, &times, None).unwrap().windows.iter().map(|w| w.end).collect::<Vec<_>>();
        assert_eq!(&ends[..3], &[day(2020, 3, 31), day(2020, 4, 30), day(2020, 5, 31)]);
        assert!(ends.contains(&day(2021, 2, 28)));
    }

    #[test]
    fn nothing_ends_after_the_day_asked_for() {
        let times = daily(day(2020, 1, 1), day(2021, 1, 1), 1);
        let plan = plan(WindowKind::Rolling, "3 months", "1 month", None);
        let schedule = schedule(&plan, &times, Some(day(2020, 9, 15))).unwrap();
        assert_eq!(schedule.windows.last().unwrap().end, day(2020, 9, 1));
    }

    #[test]
    fn too_little_history_is_an_error_that_says_what_there_is() {
        let times = daily(day(2020, 1, 1), day(2020, 4, 1), 1);
        let error = schedule(&plan(WindowKind::Rolling, "12 months", "1 month", None), &times, None).unwrap_err();
        assert!(error.to_string().starts_with("the orders, from 2020-01-01 to 2020-03-31, do not fill one window"));
        assert_eq!(
            schedule(&plan(WindowKind::Rolling, "12 months", "1 month", None), &[], None),
            Err(ScheduleError::NoOrders)
        );
    }
}
