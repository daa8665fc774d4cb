//! What the values of a pipeline mean: one file for each kind that is more than text or a number.

mod aggregate;
mod bounds;
mod column_type;
mod currency;
mod delimiter;
mod first_end;
mod label;
mod language;
mod location;
mod missing;
mod period;
mod pipeline_name;
mod segment_count;
mod sql_text;
mod templates;
mod time_zone;
mod types;
mod variable;

pub use aggregate::Aggregate;
pub use bounds::Bounds;
pub use column_type::Column;
pub use currency::Currency;
pub use delimiter::Delimiter;
pub use first_end::FirstEnd;
pub use label::Label;
pub use pipeline_name::PipelineName;
pub use segment_count::SegmentCount;
pub use time_zone::TimeZone;
pub use types::Types;
