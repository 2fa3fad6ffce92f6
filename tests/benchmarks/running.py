"""Servers started and stopped, and what they use of the machine."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks.places import ROOT
from tests.benchmarks.stage import Stage
from tests.benchmarks.targets import TARGETS
from tests.support.server_process import free_port, wait_for

#: A hundred times the content is read in a minute or two.
SECONDS_TO_START = 600
SECONDS_TO_STOP = 15
MIB = 2**20


@dataclass(frozen=True)
class Running:
    """A server that runs, with all its processes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def processes(self) -> list[psutil.Process]:
        """Return its processes, the first one first."""
        with suppress(psutil.NoSuchProcess):
            first = psutil.Process(self.process.pid)
            return [first, *first.children(recursive=True)]
        return []

    def workers(self) -> list[psutil.Process]:
        """Return the processes that answer."""
        answering = [one for one in self.processes() if not _is_helper(one)]
        return answering[1:] or answering

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used, by its living processes."""
        return sum(map(_cpu, self.processes()))

    def memory(self) -> float:
        """Return the memory of a worker that is its alone, in MiB (USS); the median of all."""
        return statistics.median(self.memories() or [0.0])

    def memories(self) -> list[float]:
        """Return the memory of each worker, in MiB."""
        return [_own_memory(one) for one in self.workers()]


def _is_helper(process: psutil.Process) -> bool:
    """Tell Python's own helper of its multiprocessing from a worker."""
    with suppress(psutil.Error):
        return any("resource_tracker" in word for word in process.cmdline())
    return True


def _cpu(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


def _own_memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_full_info().uss) / MIB
    return 0.0


def start(
    stage: Stage, name: str, server: str, workers: int = 1, threads: int = 1, **more: str
) -> Running:
    """Start the target *name*; *more* is added to its environment. Return at once."""
    port = free_port()
    log = stage.folder / f"{name.replace(' ', '-')}-{port}.log"
    environment = (
        stage.environment
        | more
        | {
            "BIND": f"127.0.0.1:{port}",
            "PORT": str(port),
            "WEB_CONCURRENCY": str(workers),
        }
    )
    with log.open("wb") as output:
        process = subprocess.Popen(
            TARGETS[name].command(server, port, workers, threads),
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C reaches us alone, and we stop whatever we started.
            start_new_session=True,
        )
    return Running(port, process, log)


def stop(running: Running) -> None:
    """Stop a server and everything it started."""
    group = running.process.pid
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
    try:
        running.process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        running.process.wait()


@contextmanager
def serving(
    stage: Stage, name: str, server: str, workers: int = 1, threads: int = 1, **more: str
) -> Iterator[Running]:
    """Serve the target *name* for as long as the block lasts; RuntimeError with its log if not."""
    running = start(stage, name, server, workers, threads, **more)
    try:
        wait_for(running.port, running.process, running.log, SECONDS_TO_START)
        # Some servers listen before they have workers.
        time.sleep(0.3)
        yield running
    finally:
        stop(running)
