//! The newest run as numbers for Prometheus: `OUT/<pipeline>/metrics.prom`, for a node exporter's textfile collector.
//!
//! Format: <https://prometheus.io/docs/instrumenting/exposition_formats/>. What a run does not know is left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;

use super::folder::RECORD;
use super::{RunFolder, SinkError, keep_file};
use crate::numeric::real;
use crate::record::RunRecord;
use crate::stability::VerdictKind;

type Labels = Vec<(&'static str, String)>;

/// Where the numbers of a pipeline go unless told otherwise.
#[must_use]
pub fn metrics_file(out: &Path, pipeline: &str) -> PathBuf {
    out.join(pipeline).join("metrics.prom")
}

/// Writes the numbers of a run to `path`, at once; what says the same already stays as it is.
///
/// # Errors
/// When the run's record cannot be looked at, or the file not be written.
pub fn write_metrics(path: &Path, folder: &RunFolder, record: &RunRecord) -> Result<(), SinkError> {
    let run = folder.path().join(RECORD);
    let written = fs::metadata(&run).and_then(|file| file.modified()).map_err(SinkError::io(&run, "cannot be read"))?;
    let text = metrics(record, written).map_err(SinkError::table("metrics.prom"))?;
    let Some((folder, name)) = path.parent().zip(path.file_name()) else {
        let error = std::io::ErrorKind::InvalidInput.into();
        return Err(SinkError::io(path, "cannot be written")(error));
    };
    keep_file(folder, &name.to_string_lossy(), text.as_bytes())
}

/// The numbers of a run that was `written` then.
fn metrics(record: &RunRecord, written: SystemTime) -> Result<String, std::fmt::Error> {
    let mut page = Page { pipeline: record.pipeline.clone(), gauges: Vec::new() };
    let verdict = &record.verdict.value;
    let seconds = written.duration_since(UNIX_EPOCH).map_or(0.0, |age| age.as_secs_f64().floor());
    page.one("last_success_timestamp_seconds", "When the newest run was written", Some(seconds));
    let day = record.as_of.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    page.one("as_of_timestamp_seconds", "The day that the run is as of", u64::try_from(day).ok().map(real));
    page.many(
        "run",
        "1 for the newest run and the version of segwatch",
        [([("run_id", record.run_id.clone()), ("version", env!("CARGO_PKG_VERSION").to_owned())].into(), 1.0)],
    );
    page.many(
        "verdict",
        "1 for the verdict on the model in service, 0 for the others",
        VerdictKind::ALL
            .map(|kind| (vec![("verdict", kind.name().to_owned())], if kind == verdict.kind { 1.0 } else { 0.0 })),
    );
    page.one("ari", "Staleness of the model in service: adjusted Rand index on the newest window", verdict.ari);
    page.one("ari_low", "Lower end of its interval", verdict.ari_low);
    page.one("ari_high", "Upper end of its interval", verdict.ari_high);
    page.one("noise_floor", "What a re-fit on unchanged customers reaches", verdict.noise_floor);
    page.one("threshold", "The agreement that the contract asks for", Some(record.threshold));
    page.one("model_age_months", "Age of the model in service", verdict.age_months);
    let cadence = &record.recommendation;
    page.one("retrain_interval_months", "Recommended interval of re-fits", cadence.retrain.value.months);
    page.one("rescore_interval_months", "Recommended interval of labelling again", cadence.rescore.value.months);
    page.one("windows", "Windows of the run", Some(f64::from(record.windows)));
    let rejected = record.orders.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    let outcomes = [("used", record.orders.used), ("rejected", rejected), ("out_of_range", record.orders.out_of_range)];
    page.many(
        "orders",
        "Rows of the orders by what became of them",
        outcomes.map(|(outcome, rows)| (vec![("outcome", outcome.to_owned())], real(rows))),
    );
    let sources = record.sources.iter().flat_map(|source| {
        [("accepted", source.accepted), ("rejected", source.rows - source.accepted)].map(|(outcome, rows)| {
            (vec![("source", source.source.clone()), ("outcome", outcome.to_owned())], real(rows))
        })
    });
    page.many("source_rows", "Rows of the sources by what became of them", sources);
    let stages = record.stages.iter().map(|stage| (vec![("stage", stage.name.clone())], stage.seconds));
    page.many("stage_seconds", "Wall time of the run's stages", stages);
    page.text()
}

/// Numbers under their names, in their order.
#[derive(Debug)]
struct Page {
    pipeline: String,
    gauges: Vec<Gauge>,
}

#[derive(Debug)]
struct Gauge {
    name: &'static str,
    help: &'static str,
    values: Vec<(Labels, f64)>,
}

impl Page {
    fn text(self) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::with_prefix("segwatch");
        registry.register_collector(Box::new(self));
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &registry)?;
        Ok(text)
    }

    fn one(&mut self, name: &'static str, help: &'static str, value: Option<f64>) {
        self.many(name, help, value.map(|value| (Labels::new(), value)));
    }

    fn many(&mut self, name: &'static str, help: &'static str, values: impl IntoIterator<Item = (Labels, f64)>) {
        let of_pipeline = |(labels, value)| {
            let pipeline = ("pipeline", self.pipeline.clone());
            (std::iter::once(pipeline).chain(labels).collect(), value)
        };
        let values = values.into_iter().map(of_pipeline).collect::<Vec<_>>();
        if !values.is_empty() {
            self.gauges.push(Gauge { name, help, values });
        }
    }
}

/// Not by a `Family`, whose order changes from one time to the next.
impl Collector for Page {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        for Gauge { name, help, values } in &self.gauges {
            let mut family = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
            for (labels, value) in values {
                ConstGauge::new(*value).encode(family.encode_family(labels)?)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_label_stays_in_it() {
        let mut page = Page { pipeline: "a\"b\\c\nd".to_owned(), gauges: Vec::new() };
        page.one("ari", "Agreement", Some(0.25));
        page.one("unknown", "Left out", None);
        let expected = "# HELP segwatch_ari Agreement\n# TYPE segwatch_ari gauge\n\
                        segwatch_ari{pipeline=\"a\\\"b\\\\c\\nd\"} 0.25\n# EOF\n";
        assert_eq!(page.text().unwrap(), expected);
    }
}
