"""``cramp-coach metrics``: serve the metrics to Prometheus, by default on 127.0.0.1 only.

It is a process with a port of its own, so that a wrong proxy setting cannot publish the metrics.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from prometheus_client import CollectorRegistry, Info, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from ..common.exit_status import status_of
from ..common.release import release_version
from .metrics import METRICS_FOLDER, MetricsError, folder_from


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the metrics until interrupted; return the exit status."""
    parser = argparse.ArgumentParser(prog="cramp-coach metrics", description=__doc__)
    parser.add_argument("--address", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=9464, help="default: 9464")
    options = parser.parse_args(arguments)
    try:
        folder = folder_from(os.environ, os.R_OK)
        if folder is None:
            raise MetricsError(f"{METRICS_FOLDER} is not set: name the folder the server counts in")
    except MetricsError as error:
        print(error, file=sys.stderr)
        return 2
    return status_of(lambda: _show(folder, options.address, options.port))


def _show(folder: Path, address: str, port: int) -> int:
    try:
        _, thread = start_http_server(port, address, registry_of(folder))
    except OSError as error:
        print(f"{address}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"Metrics at http://{address}:{port}/metrics", flush=True)
    thread.join()
    return 0


def registry_of(folder: Path) -> CollectorRegistry:
    """Return a registry with the sums of all workers that write to *folder*."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    Info("cramp_coach", "The version of this skill.", registry=registry).info(
        {"version": release_version()}
    )
    return registry
