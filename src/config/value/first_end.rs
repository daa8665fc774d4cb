//! The end of the first window: a date, or a date with time.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use toml::de::DeValue;
use toml::value::Datetime;

use crate::config::reader::{Item, Reported, Value};

/// A moment on the wall clock of the pipeline's time zone. A date is its first moment.
#[derive(Debug, Clone, Copy)]
pub struct FirstEnd(pub NaiveDateTime);

impl Value for FirstEnd {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let written = match item.value {
            DeValue::Datetime(written) => Some(*written),
            DeValue::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if let Some(moment) = written.as_ref().and_then(moment) {
            return Ok(Self(moment));
        }
        let problem = item.mismatch("a date, as in 2024-01-01, or a date with time, as in 2024-01-01T06:00:00");
        Err(item.report(match written {
            Some(written) if written.offset.is_some() => {
                problem.help("leave out the offset: the time is that of the wall clocks of `time_zone`")
            }
            _ => problem,
        }))
    }
}

fn moment(written: &Datetime) -> Option<NaiveDateTime> {
    let date = written.date.filter(|_| written.offset.is_none())?;
    let date = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
    let Some(time) = written.time else { return Some(date.into()) };
    let (second, nanosecond) = (time.second.unwrap_or(0), time.nanosecond.unwrap_or(0));
    let time =
        NaiveTime::from_hms_nano_opt(u32::from(time.hour), u32::from(time.minute), u32::from(second), nanosecond)?;
    Some(date.and_time(time))
}

impl Serialize for FirstEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema for FirstEnd {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FirstEnd".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?$",
            "examples": ["2024-01-01"],
        })
    }
}
