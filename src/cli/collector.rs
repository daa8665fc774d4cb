//! The collector that traces are sent to.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{SpanExporter, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tokio::runtime::{Builder, Runtime};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::filter_fn;

use super::environment::variable;
use super::traces::Listener;

const ENDPOINTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];
const TIMEOUTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"];
/// Unless a variable says otherwise.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The name of the service, unless `OTEL_SERVICE_NAME` is set.
const SERVICE: &str = "segwatch";

/// A collector that the environment names.
#[derive(Debug)]
pub struct Collector(SdkTracerProvider);

impl Collector {
    /// The collector, if the environment names one. Why it cannot be had is said on standard error: a command does not fail
    /// for the want of traces.
    pub fn of_environment() -> Option<Self> {
        variable(&ENDPOINTS)?;
        let exporter = Client::new()
            .and_then(|client| Ok(SpanExporter::builder().with_http().with_http_client(client).build()?));
        let exporter = exporter.inspect_err(|error| not_sent(error)).ok()?;
        let mut resource = Resource::builder();
        if variable(&["OTEL_SERVICE_NAME"]).is_none() {
            resource = resource.with_service_name(SERVICE);
        }
        let provider = SdkTracerProvider::builder().with_resource(resource.build()).with_batch_exporter(exporter);
        Some(Self(provider.build()))
    }

    /// What listens to the spans of segwatch, and to no others.
    pub fn listener(&self) -> Listener {
        let own = filter_fn(|metadata| metadata.is_span() && metadata.target().starts_with("segwatch"));
        let tracer = self.0.tracer(SERVICE);
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_filter(own)
            .boxed()
    }

    /// Puts a span into the one that `TRACEPARENT` names, if it does.
    pub fn put_into_parent(span: &Span) {
        let names = ["TRACEPARENT", "TRACESTATE"];
        let carrier = names.iter().filter_map(|name| Some((name.to_lowercase(), variable(&[name])?)));
        let parent = TraceContextPropagator::new().extract(&carrier.collect::<HashMap<_, _>>());
        // Fails where the span is disabled: then there is nothing to put anywhere.
        drop(span.set_parent(parent));
    }

    /// Sends what has not been sent.
    pub fn end(self) {
        if let Err(error) = self.0.shutdown() {
            not_sent(&error);
        }
    }
}

fn not_sent(error: &dyn std::fmt::Display) {
    tracing::warn!(%error, "traces cannot be sent");
}

/// The HTTP client of the stores, for a caller that has no runtime.
#[derive(Debug)]
struct Client {
    http: reqwest::Client,
    runtime: Runtime,
}

impl Client {
    fn new() -> Result<Self, HttpError> {
        let timeout = variable(&TIMEOUTS).and_then(|text| text.parse().ok()).map_or(TIMEOUT, Duration::from_millis);
        let http = reqwest::Client::builder().timeout(timeout).build()?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        Ok(Self { http, runtime })
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let http = self.http.clone();
        let sent = self.runtime.spawn(async move {
            // An address may have a password in it.
            let response = http.execute(request.try_into()?).await.map_err(reqwest::Error::without_url)?;
            let status = response.status();
            if !status.is_success() {
                not_sent(&format!("the collector answered {status}"));
            }
            Ok(Response::builder().status(status).body(response.bytes().await?)?)
        });
        // What sends spans in batches keeps to itself that it could not.
        sent.await?.inspect_err(|error: &HttpError| not_sent(error))
    }
}
