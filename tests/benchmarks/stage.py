"""The surroundings of a run: certificates, recorded answers, environment variables."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from skill.console.client.request_envelopes import SKILL_ID
from tests.benchmarks.authority import RsaPki
from tests.benchmarks.mix import mixed
from tests.benchmarks.places import NODE_INSTALLED, ROOT, SHIMS
from tests.benchmarks.recording import Recording, record
from tests.support.certificate_host import stand_in
from tests.support.pki import pem
from tests.support.signed_requests import Sent, Signer, dump


@dataclass(frozen=True)
class Stage:
    """A temporary folder, the signer, the requests, and the environment of the servers."""

    folder: Path
    signer: Signer
    recording: Recording
    environment: dict[str, str]

    def requests(self, count: int) -> list[Sent]:
        """Return so many requests of the mix, each with a body and a signature of its own."""
        asked = islice(mixed(self.recording.asked), count)
        return [self.signer.request(dump(one.envelope())) for one in asked]


@contextmanager
def stage() -> Iterator[Stage]:
    """Set everything up for as long as the block lasts."""
    pki = RsaPki()
    signer = Signer(pki, SKILL_ID)
    with tempfile.TemporaryDirectory() as name, stand_in(pki, Path(name)) as host:
        folder = Path(name)
        trust, answers = folder / "trust.pem", folder / "answers.json"
        trust.write_bytes(pem(*pki.roots))
        recording = record(signer, folder)
        recording.write(answers)
        environment = os.environ | {
            "ALEXA_SKILL_ID": SKILL_ID,
            "ALEXA_TRUST_STORE": str(trust),
            # For those who do not know our setting.
            "SSL_CERT_FILE": str(trust),
            "NODE_EXTRA_CA_CERTS": str(trust),
            "NODE_ENV": "production",
            "BENCHMARK_ANSWERS": str(answers),
            "BENCHMARK_NODE": str(NODE_INSTALLED),
            "BENCHMARK_CERTIFICATE_PORT": str(host.server_port),
            "PYTHONPATH": f"{SHIMS}{os.pathsep}{ROOT}",
        }
        yield Stage(folder, signer, recording, environment)
