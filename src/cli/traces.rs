//! Traces of a command and its stages, for a collector that speaks OTLP over HTTP: of programs built with the feature `otlp`.
//!
//! Settings are the variables of <https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/>; without
//! an endpoint nothing is traced. The span that began the command is that of `TRACEPARENT`, as in
//! <https://www.w3.org/TR/trace-context/>.

use tracing::{Span, field};
use tracing_subscriber::{Layer, Registry};

#[cfg(feature = "otlp")]
use super::collector::Collector;

/// A part of what listens to events and spans.
pub type Listener = Box<dyn Layer<Registry> + Send + Sync>;

/// The traces of this process.
#[derive(Debug)]
pub struct Traces {
    #[cfg(feature = "otlp")]
    collector: Option<Collector>,
}

impl Traces {
    /// Begins them, if they are wanted: what listens to spans comes to the `listeners`.
    #[cfg(feature = "otlp")]
    pub fn begin(listeners: &mut Vec<Listener>) -> Self {
        let collector = Collector::of_environment();
        listeners.extend(collector.as_ref().map(Collector::listener));
        Self { collector }
    }

    /// This program has none.
    #[cfg(not(feature = "otlp"))]
    pub fn begin(_: &mut Vec<Listener>) -> Self {
        Self {}
    }

    /// The span of a command.
    #[cfg_attr(not(feature = "otlp"), expect(clippy::unused_self, reason = "the collector knows what it is in"))]
    pub fn command(&self, name: &str) -> Span {
        let span = tracing::info_span!(
            "command",
            otel.name = format!("segwatch {name}"),
            otel.status_code = field::Empty,
            exit_code = field::Empty
        );
        #[cfg(feature = "otlp")]
        if self.collector.is_some() {
            Collector::put_into_parent(&span);
        }
        span
    }

    /// Sends what has not been sent.
    #[cfg_attr(not(feature = "otlp"), expect(clippy::unused_self, reason = "the collector sends"))]
    pub fn end(self) {
        #[cfg(feature = "otlp")]
        if let Some(collector) = self.collector {
            collector.end();
        }
    }
}
