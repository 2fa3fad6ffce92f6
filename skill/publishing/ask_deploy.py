"""Send the package with Amazon's `ask deploy` to a local stand-in for Amazon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .fake_smapi import FakeSmapi, Received
from .package import RESOURCES, Package, write_package

ASK = Path(__file__).parents[2] / "build" / "ask" / "node_modules" / ".bin" / "ask"
#: The profile that `ask` uses when its credentials come from the environment.
PROFILE = "__ENVIRONMENT_ASK_PROFILE__"
#: Timeout of `ask deploy` in seconds; it usually takes three.
LONGEST = 120


def deploy(package: Package) -> int:
    """Send *package* with ``ask deploy``, print the results of both sides; return 0 or 1."""
    if not ASK.exists():
        print("Amazon's tool is not installed: run `make store-check`", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, stand_in() as amazon:
        for _ in write_package(package, Path(folder) / "store"):
            pass
        status, said = run_ask(Path(folder), amazon)
        print(said.strip())
        return _verdict(status, amazon.received)


@contextmanager
def stand_in() -> Iterator[FakeSmapi]:
    """Yield a running stand-in for Amazon; stop it at the end."""
    with FakeSmapi() as amazon:
        threading.Thread(target=amazon.serve_forever, daemon=True).start()
        try:
            yield amazon
        finally:
            amazon.shutdown()


def run_ask(folder: Path, amazon: FakeSmapi) -> tuple[int, str]:
    """Run ``ask deploy`` on the package in *folder*/store; return its status and its output."""
    store, home = folder / "store", folder / "home"
    home.mkdir()
    resources = json.loads((store / RESOURCES).read_text(encoding="utf-8"))
    resources["profiles"] = {PROFILE: resources["profiles"]["default"]}
    (store / RESOURCES).write_text(json.dumps(resources), encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "ASK_SMAPI_SERVER_BASE_URL": amazon.address,
        # `ask` requires credentials, but the stand-in does not check them.
        "ASK_ACCESS_TOKEN": "none",
        "ASK_VENDOR_ID": "none",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        # Without these, `ask` sends requests to Amazon and npm.
        "ASK_SHARE_USAGE": "false",
        "ASK_SKIP_NEW_VERSION_REMINDER": "true",
    }
    run = subprocess.run(  # noqa: S603  our own installation of Amazon's tool
        [str(ASK), "deploy", "--target", "skill-metadata"],
        cwd=store,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def _verdict(status: int, received: Received) -> int:
    for problem in received.problems:
        print(problem)
    if status or received.problems or not received.imported:
        print(f"`ask deploy` ended with {status}, and the package did not arrive", file=sys.stderr)
        return 1
    print(f"`ask deploy` sent {len(received.names)} files, and they arrived in order")
    return 0
