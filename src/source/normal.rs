//! Columns of any origin in the few types that the rest works with.
//!
//! Text is `Utf8`; a time is microseconds on the wall clock of the pipeline's zone, whatever unit and zone it came in.

use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, TimestampMicrosecondArray};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::error::ArrowError;

use super::cell;

/// The type that a column of type `found` is worked with.
pub(super) fn normal_type(found: &DataType) -> DataType {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::Dictionary(_, value) => normal_type(value),
        DataType::Timestamp(_, _) => DataType::Timestamp(TimeUnit::Microsecond, None),
        other => other.clone(),
    }
}

/// `array` in its [`normal_type`]; a time that chrono cannot hold becomes NULL.
pub(super) fn normalise(array: &ArrayRef, zone: Tz) -> Result<ArrayRef, ArrowError> {
    let options = CastOptions { safe: true, ..CastOptions::default() };
    match array.data_type() {
        DataType::Timestamp(_, Some(_)) => {
            // Casting to another zone keeps the instant, so any zone serves on the way to UTC microseconds.
            let utc = DataType::Timestamp(TimeUnit::Microsecond, Some("+00:00".into()));
            let instants = cast_with_options(array, &utc, &options)?;
            let instants = instants.as_primitive::<TimestampMicrosecondType>();
            let wall: TimestampMicrosecondArray = instants
                .iter()
                .map(|instant| instant.and_then(|micros| cell::instant_to_wall_clock(micros, zone)))
                .collect();
            Ok(Arc::new(wall))
        }
        found => {
            let wanted = normal_type(found);
            if &wanted == found { Ok(Arc::clone(array)) } else { cast_with_options(array, &wanted, &options) }
        }
    }
}
