"""A request is answered even if its log line cannot be written."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from skill.common import log_stream, request_log
from skill.common.log_stream import LogStream
from tests.support.server_process import ROOT, Server, serving
from tests.support.signed_requests import Sent, send

#: Every write to it fails as on a full disk.
FULL = Path("/dev/full")


class Pipe:
    """A pipe of one page, whose reader does what the test says."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()
        fcntl.fcntl(self.writer, fcntl.F_SETPIPE_SZ, 4096)
        self.stream = os.fdopen(self.writer, "w", closefd=False)
        self._open = {self.reader, self.writer}

    def fill(self) -> None:
        """Write until not one more byte fits."""
        again = os.open(f"/proc/self/fd/{self.writer}", os.O_WRONLY | os.O_NONBLOCK)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(again, b"\n")
        os.close(again)

    def read(self, seconds: float = 5.0) -> list[str]:
        """Return the lines that come until *seconds* pass without one."""
        os.set_blocking(self.reader, False)
        got, until = b"", time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                part = os.read(self.reader, 65536)
            except BlockingIOError:
                time.sleep(0.01)
                continue
            got += part
            until = time.monotonic() + 0.5
        return [line for line in got.decode().split("\n") if line]

    def close(self, *ends: int) -> None:
        """Give up these ends, or all that are left."""
        for end in self._open & set(ends or self._open):
            os.close(end)
            self._open.discard(end)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    made.close()


def stream_to(pipe: Pipe) -> LogStream:
    return LogStream(pipe.stream, lambda count: f"{count} dropped")


def test_lines_come_in_order(pipe: Pipe) -> None:
    stream = stream_to(pipe)
    for number in range(200):
        stream.write(f"{number}\n")
    assert pipe.read() == [str(number) for number in range(200)]


def test_what_finds_the_queue_full_is_dropped_and_counted(
    pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_stream, "MOST_WAITING", 10)
    stream = stream_to(pipe)
    pipe.fill()
    began = time.monotonic()
    for number in range(500):
        stream.write(f"{number}\n")
    assert time.monotonic() - began < 2
    lines = pipe.read()
    stream.write("later\n")
    lines += pipe.read()
    dropped = sum(int(line.split()[0]) for line in lines if line.endswith(" dropped"))
    written = [line for line in lines if line.isdecimal()]
    assert written[:5] == ["0", "1", "2", "3", "4"]
    assert len(written) + dropped == 500
    assert dropped >= 480
    assert lines[-1] == "later"


@pytest.mark.parametrize("waits", [False, True])
def test_a_reader_that_is_gone_raises_nothing(pipe: Pipe, waits: bool) -> None:
    stream = LogStream(pipe.stream, str, waits=waits)
    pipe.close(pipe.reader)
    for _ in range(10):
        stream.write("x\n")


def test_a_full_disk_raises_nothing_and_what_was_lost_is_told(tmp_path: Path) -> None:
    with FULL.open("w") as full:
        stream = LogStream(full, lambda count: f"{count} dropped", waits=True)
        stream.write("lost\n")
        stream.write("lost\n")
        with (tmp_path / "log").open("w") as log:
            os.dup2(log.fileno(), full.fileno())
            stream.write("kept\n")
        assert (tmp_path / "log").read_text() == "2 dropped\nkept\n"


def test_a_regular_file_has_each_line_when_the_write_returns(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        LogStream(log, str).write("now\n")
        assert (tmp_path / "log").read_text() == "now\n"


def test_none_and_closed_streams_take_nothing(tmp_path: Path) -> None:
    log = (tmp_path / "log").open("w")
    log.close()
    for stream in (None, log, io.StringIO()):
        assert LogStream(stream, str).write("x\n") == 2


def test_a_forked_process_writes_its_own_lines_and_none_of_its_parent_s(pipe: Pipe) -> None:
    # As gunicorn does it: the stream is made, and used, before the workers are forked.
    run = subprocess.run(
        [sys.executable, "-c", FORKING],
        cwd=ROOT,
        stderr=pipe.writer,
        check=True,
        timeout=60,
    )
    assert run.returncode == 0
    assert sorted(pipe.read()) == ["child", "parent 1", "parent 2"]


FORKING = """
import os, sys
from skill.common.log_stream import LogStream
stream = LogStream(sys.stderr, str)
stream.write("parent 1\\n")
if os.fork() == 0:
    stream.write("child\\n")
    sys.exit()
os.wait()
stream.write("parent 2\\n")
"""


def test_the_end_of_a_process_does_not_wait_long_for_a_stuck_reader(pipe: Pipe) -> None:
    pipe.fill()
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", FORKING.split("if os")[0]],
        cwd=ROOT,
        stderr=pipe.writer,
        check=True,
        timeout=60,
    )
    assert time.monotonic() - began < 20


def test_a_request_that_cannot_be_counted_is_noted_all_the_same(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(request_log, "_counts", [fail])
    caplog.set_level("INFO")
    request_log.write_entry("answered", time.monotonic())
    assert json.loads(caplog.messages[-1])["outcome"] == "answered"


#: More than all threads of a worker.
MANY = 80


def all_are_answered(server: Server, count: int = MANY) -> bool:
    """Tell whether good requests, refused ones and ones that are not HTTP all have an answer."""
    other = Sent([("Content-Type", "text/plain")], b"x")
    for _ in range(count):
        assert send(server.signer.request(), server.port, timeout=5).status == 200
        assert send(other, server.port, timeout=5).status == 400
        # Gunicorn itself has a line for this one.
        assert send(Sent([], b"", method="NOT HTTP"), server.port, timeout=5).status == 400
    return send(Sent([], b"", method="GET"), server.port, "/health", timeout=5).status == 200


def test_a_full_disk_costs_no_answer(tmp_path: Path) -> None:
    with FULL.open("wb") as full, serving(tmp_path, stderr=full) as server:
        assert all_are_answered(server, 10)


def test_a_closed_log_costs_no_answer(tmp_path: Path) -> None:
    with serving(tmp_path, closed=True) as server:
        assert all_are_answered(server, 10)


def test_a_log_whose_reader_died_costs_no_answer(tmp_path: Path, pipe: Pipe) -> None:
    with serving(tmp_path, stderr=pipe.writer) as server:
        pipe.close()
        assert all_are_answered(server, 10)


def test_a_log_whose_reader_is_stuck_costs_no_answer(tmp_path: Path, pipe: Pipe) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(serving(tmp_path, stderr=pipe.writer))
        pipe.fill()
        assert all_are_answered(server)
        found = [json.loads(line) for line in pipe.read() if line.startswith("{")]
        assert sum(line["outcome"] == "answered" for line in found) == MANY
        pipe.fill()
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 15
