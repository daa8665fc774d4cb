"""An S3 server on this machine: moto, behind a gate that loses, refuses and delays requests as a seed says."""

import contextlib
import http.client
import http.server
import logging
import os
import random
import re
import socket
import threading
import time

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "bucket"
KEY = "canary-key-id-7f3a"
SECRET = "canary-secret-91c2"
# What may happen to a request: before it reaches the store, or after the store has done it.
BEFORE = ("500", "503", "lost")
AFTER = ("500", "answer lost", "answer cut", "late")
CONDITIONAL = ("409", "412")
CLIENT_TIMEOUT = 2.0


class Gate(http.server.ThreadingHTTPServer):
    """A gate to the store for one client; `rate` of its requests meet with a fault."""

    daemon_threads = True

    def __init__(self, store, seed=0, rate=0.0, landed=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.store, self.rate, self.landed = store, rate, landed
        self.chance = random.Random(seed)
        self.faults = []
        # The keys that were asked to be removed, in that order.
        self.removed = []
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def environment(self):
        """The variables by which segwatch comes to the gate."""
        return os.environ | {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            "AWS_TIMEOUT": f"{CLIENT_TIMEOUT:.0f}s",
        }

    def fault(self, method, conditional):
        with self.store.lock:
            if self.chance.random() >= self.rate:
                return None
            choices = [("before", kind) for kind in BEFORE] + [("after", kind) for kind in AFTER]
            if method == "PUT":
                choices.append(("before", "409"))
            if conditional:
                choices += [("before", kind) for kind in CONDITIONAL]
            when, kind = self.chance.choice(choices)
            # One that is late costs seconds.
            if kind == "late" and self.chance.random() < 0.8:
                kind = "answer lost"
            self.faults.append(f"{method} {when} {kind}")
            return when, kind

    def handle_error(self, request, client_address):
        """A client that hung up, or was killed, is no fault of the gate."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_request(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if self.command == "POST" and "delete" in self.path:
            self.server.removed += re.findall("<Key>([^<]*)</Key>", body.decode())
        conditional = "If-None-Match" in self.headers or "If-Match" in self.headers
        when, kind = self.server.fault(self.command, conditional and self.command == "PUT") or (None, None)
        if when == "before":
            return self.answer_fault(kind)
        status, headers, answer = self.server.store.forward(self.command, self.path, self.headers, body)
        if self.server.landed and self.command == "PUT" and status == 200:
            self.server.landed(self.path)
        if kind == "late":
            time.sleep(CLIENT_TIMEOUT + 0.5)
        if kind in ("answer lost", "late"):
            return self.hang_up()
        if kind == "500":
            return self.answer_fault(kind)
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        if self.command != "HEAD" and "content-length" not in [name.lower() for name, _ in headers]:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if kind == "answer cut":
            self.wfile.write(answer[: len(answer) // 2])
            return self.hang_up()
        self.wfile.write(answer)
        return None

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_request

    def answer_fault(self, kind):
        if kind == "lost":
            return self.hang_up()
        body = f"<Error><Code>Planted{kind}</Code><Message>planted</Message></Error>".encode()
        self.send_response(int(kind))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def hang_up(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


class Store:
    """The store itself, with a client that meets no faults."""

    def __init__(self):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.moto.start()
        self.host, self.port = self.moto.get_host_and_port()
        self.lock = threading.RLock()
        self.client = boto3.client(
            "s3",
            endpoint_url=f"http://{self.host}:{self.port}",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )
        self.client.create_bucket(Bucket=BUCKET)

    def forward(self, method, path, headers, body):
        # moto looks whether an object is there and then writes it: one request at a time makes that one step.
        with self.lock:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
            connection.request(method, path, body=body, headers=dict(headers.items()))
            response = connection.getresponse()
            answer = response.read()
            connection.close()
            return response.status, response.getheaders(), answer

    def keys(self, prefix):
        """The keys of all objects below a prefix."""
        with self.lock:
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
            return [item["Key"] for page in pages for item in page.get("Contents", [])]

    def read(self, key):
        with self.lock:
            return self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def put(self, key, body):
        with self.lock:
            self.client.put_object(Bucket=BUCKET, Key=key, Body=body)

    def stop(self):
        self.moto.stop()
