"""A short conversation at the real endpoint: true session attributes, and what is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from skill.app import create_app
from skill.console.envelope import SKILL_ID, Json
from skill.settings import CONTENT, Settings
from tests.benchmarks.mix import DEVICES, KINDS, Asked, model
from tests.support_pki import pem
from tests.support_requests import Signer, dump


@dataclass(frozen=True)
class Recording:
    """Each kind of request on each device, and the skill's answer to it."""

    asked: Mapping[tuple[str, str], Asked]
    answers: Mapping[tuple[str, str], Json]

    def write(self, path: Path) -> None:
        """Write what the peers say: per device the answer to each intent, and all names."""
        said: dict[str, Any] = {device: {} for device in DEVICES}
        for (kind, device), answer in self.answers.items():
            said[device][KINDS[kind].intent] = answer
        names = ["LaunchRequest", *model().intents]
        path.write_text(json.dumps({**said, "names": names}), encoding="utf-8")


def record(signer: Signer, folder: Path, content: Path = CONTENT) -> Recording:
    """Ask the skill, in this process, everything the benchmarks ask, signed.

    Raises:
        RuntimeError: If an answer is not 200, or says nothing.
    """
    store = folder / "trust.pem"
    store.write_bytes(pem(*signer.pki.roots))
    app = create_app(Settings(SKILL_ID, store, content), fetch=lambda _: signer.pki.good)
    client = app.test_client()
    asked: dict[tuple[str, str], Asked] = {}
    answers: dict[tuple[str, str], Json] = {}
    for device in DEVICES:
        # A kind stands behind the one it comes after.
        for name, kind in KINDS.items():
            before = answers[kind.after, device] if kind.after else {}
            now = Asked(name, device, before.get("sessionAttributes") or {})
            asked[name, device] = now
            answers[name, device] = _answer(client, signer, now)
    return Recording(asked, answers)


def _answer(client: FlaskClient, signer: Signer, asked: Asked) -> Json:
    sent = signer.request(dump(asked.envelope()))
    answer = client.post("/alexa", data=sent.body, headers=sent.headers)
    response: Any = answer.get_json(silent=True)
    if answer.status_code != 200 or "outputSpeech" not in response["response"]:
        told = f"{answer.status_code} {answer.get_data(as_text=True)[:200]}"
        raise RuntimeError(f"the skill did not answer {asked.kind} on {asked.device}: {told}")
    return dict(response)
