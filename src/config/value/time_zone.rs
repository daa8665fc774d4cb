//! A time zone of the IANA database.

use std::borrow::Cow;

use chrono_tz::{TZ_VARIANTS, Tz};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::config::reader::{Item, Reported, Value, nearest};

/// A time zone, by its IANA name.
#[derive(Debug, Clone, Copy)]
pub struct TimeZone(pub Tz);

impl Value for TimeZone {
    fn read(item: &Item<'_>) -> Result<Self, Reported> {
        let expected = "the IANA name of a time zone, as in \"Europe/Paris\" or \"UTC\"";
        let name = item.text(expected)?;
        item.without_variable(name)?;
        if let Ok(zone) = name.parse() {
            return Ok(Self(zone));
        }
        let problem = item.mismatch(expected);
        Err(item.report(match zone_like(name) {
            Some(zone) => problem.help(format!("did you mean \"{zone}\"?")),
            None => problem.help("the zone is that of the wall clocks where the orders were placed"),
        }))
    }
}

/// The zone that was probably meant: the one of that city, or the nearest name.
fn zone_like(written: &str) -> Option<&'static str> {
    let written = written.trim().replace(' ', "_");
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |name: &str| name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let same_city = names().find(|name| name.contains('/') && city(name) == city(&written));
    same_city.or_else(|| nearest(&written, names()))
}

impl Serialize for TimeZone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

impl JsonSchema for TimeZone {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TimeZone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["Europe/Paris", "America/Sao_Paulo", "UTC"] })
    }
}
