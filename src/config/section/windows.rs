//! `[windows]`: how time is cut.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::{Period, Unit};
use crate::config::reader::{Limits, Reported, Section, Table, Word};
use crate::config::value::FirstEnd;
use crate::plan::{Population, WindowKind, WindowPlan};
use crate::problem::Problem;

const MIN_CUSTOMERS: Limits<u64> = Limits::from_to(0, 1_000_000_000);

/// How time is cut into windows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Windows {
    /// Which kind of windows.
    #[schemars(default = "kind")]
    kind: WindowKind,
    /// The length of a window, in months, weeks or days; of an expanding window, its first length.
    length: Period,
    /// From one window's end to the next. Needed by rolling and expanding windows; that of tumbling ones is their
    /// length. At most the length for rolling windows, so that no order is left out.
    step: Option<Period>,
    /// The first window's end, which is not in it: a date or a date with time, without offset, in quotes or
    /// not. Default: the first
    /// step of the calendar that the data fill.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_end: Option<FirstEnd>,
    /// Which customers a window has.
    #[schemars(default = "population")]
    population: Population,
    /// A window with fewer customers than this, or than 20 per segment, is flagged and not compared.
    #[schemars(default = "min_customers", transform = MIN_CUSTOMERS.in_schema())]
    min_customers: u64,
}

fn kind() -> WindowKind {
    WindowKind::Rolling
}

fn population() -> Population {
    Population::Window
}

fn min_customers() -> u64 {
    100
}

impl Section for Windows {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let kind = table.key("kind").or(kind());
        let length = table.key("length").required();
        let step = table.key("step").optional();
        let first_end = table.key("first_end").optional();
        let population = table.key("population").or(population());
        let min_customers = table.key("min_customers").within(MIN_CUSTOMERS).or(min_customers());
        let step = match (&kind, &step) {
            (Ok(kind), Ok(step)) => check_step(table, *kind, length.as_ref().ok().copied(), *step),
            (Err(reported), _) | (_, Err(reported)) => Err(*reported),
        };
        Ok(Self {
            kind: kind?,
            length: length?,
            step: Some(step?),
            first_end: first_end?,
            population: population?,
            min_customers: min_customers?,
        })
    }
}

/// The step that windows of this kind and length have.
fn check_step(
    table: &Table<'_>,
    kind: WindowKind,
    length: Option<Period>,
    step: Option<Period>,
) -> Result<Period, Reported> {
    let problem = match (kind, length, step) {
        (WindowKind::Tumbling, Some(length), Some(step)) if compare(step, length) != Some(Ordering::Equal) => {
            let message = format!("found {step}; the step of tumbling windows is their length, {length}");
            Problem::new(message).help("remove the step, or write kind = \"rolling\"")
        }
        (WindowKind::Rolling, Some(length), Some(step)) if compare(step, length) == Some(Ordering::Greater) => {
            let message = format!(
                "found {step}, more than the windows' length of {length}: orders between two windows would be in none"
            );
            Problem::new(message).help(format!("write a step of at most {length}"))
        }
        (WindowKind::Tumbling, Some(length), None) => return Ok(length),
        (WindowKind::Tumbling, None, _) | (_, _, None) => {
            let problem = Problem::new(format!("this key is missing; {} windows need it", kind.name()));
            return Err(table.report_missing(
                "step",
                problem.help("write how far one window's end is from the next, as in step = \"1 month\""),
            ));
        }
        (_, _, Some(step)) => return Ok(step),
    };
    Err(table.report("step", problem))
}

/// Which period is longer; `None` where that depends on the month.
fn compare(a: Period, b: Period) -> Option<Ordering> {
    let days = |period: Period| match period.unit() {
        Unit::Days => Some(period.count()),
        Unit::Weeks => Some(period.count() * 7),
        Unit::Months => None,
    };
    match (days(a), days(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        (None, None) => Some(a.count().cmp(&b.count())),
        _ => None,
    }
}

impl Windows {
    pub fn into_plan(self) -> WindowPlan {
        WindowPlan {
            kind: self.kind,
            length: self.length,
            step: self.step.unwrap_or(self.length),
            first_end: self.first_end.map(|end| end.0),
            population: self.population,
            min_customers: self.min_customers,
        }
    }
}

impl Word for WindowKind {
    const ALL: &'static [Self] = &[Self::Rolling, Self::Expanding, Self::Tumbling];

    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for Population {
    const ALL: &'static [Self] = &[Self::Window, Self::Reference];

    fn word(self) -> &'static str {
        self.name()
    }
}
