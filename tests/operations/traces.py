"""The traces of a program that was built with `--features otlp`, as a collector receives them.

    python traces.py SEGWATCH

The collector reads them with OpenTelemetry's own protobuf classes. Exits with 1 where a trace is not what it is to be.
"""

import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import small  # noqa: E402

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class Collector(http.server.BaseHTTPRequestHandler):
    spans, services, headers_seen = [], set(), set()

    def do_POST(self):
        assert self.path == "/v1/traces", self.path
        request = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
        for resource in request.resource_spans:
            names = {pair.key: pair.value.string_value for pair in resource.resource.attributes}
            self.services.add(names["service.name"])
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)
        self.headers_seen.add(self.headers["x-key"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def trace(program, arguments, endpoint):
    """The spans of a command, its exit code, and what it said."""
    Collector.spans.clear()
    environment = {**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_EXPORTER_OTLP_HEADERS": "x-key=canary-7c",
                   "OTEL_EXPORTER_OTLP_TIMEOUT": "2000", "TRACEPARENT": f"00-{TRACE}-{PARENT}-01", "SEGWATCH_LOG": "trace"}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    assert "canary-7c" not in done.stdout + done.stderr, "a secret is shown"
    return list(Collector.spans), done


def attributes(span):
    return {pair.key: pair.value for pair in span.attributes}


def main():
    program = Path(sys.argv[1]).resolve()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as folder:
        pipeline = small.pipeline(Path(folder, "pipeline"))
        run = ["run", pipeline, "--out", Path(folder, "out")]
        spans, done = trace(program, run, endpoint)
        assert done.returncode == 0, done.stderr
        (command,) = [span for span in spans if span.name == "segwatch run"]
        assert (command.trace_id.hex(), command.parent_span_id.hex()) == (TRACE, PARENT), command
        assert attributes(command)["exit_code"].int_value == 0 and command.status.code != 2, command
        stages = [span for span in spans if span is not command]
        assert {span.parent_span_id for span in stages} == {command.span_id}, [span.name for span in stages]
        (record,) = Path(folder, "out", "small", "runs").glob("*/run.json")
        recorded = json.loads(record.read_text())["stages"]
        for stage in recorded:
            (span,) = [span for span in stages if span.name == stage["name"]]
            assert attributes(span)["rows"].int_value == stage["rows"], stage
            seconds = (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9
            assert seconds >= stage["seconds"] - 1e-3, (stage, seconds)
        assert (Collector.services, Collector.headers_seen) == ({"segwatch"}, {"canary-7c"})

        (pipeline / "orders.csv").write_text("order_id,customer_id\n")
        spans, done = trace(program, run, endpoint)
        (command,) = [span for span in spans if span.name == "segwatch run"]
        assert done.returncode == 3 and attributes(command)["exit_code"].int_value == 3 and command.status.code == 2, command

        # A collector that is not there changes nothing but a warning.
        _, done = trace(program, ["validate", pipeline], "http://127.0.0.1:9")
        assert done.returncode == 3 and "traces" in done.stderr, done.stderr[-2000:]
    print(f"{len(recorded)} stages and the command, received as spans of one trace")


main()
