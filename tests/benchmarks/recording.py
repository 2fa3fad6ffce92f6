"""A short conversation at the real endpoint: true session attributes, and what is answered."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from skill.app import create_app
from skill.common.paths import CONTENT
from skill.console.client.request_envelopes import SKILL_ID, Json
from skill.server.settings import Settings
from tests.benchmarks.mix import DEVICES, KINDS, Asked, model
from tests.support.pki import pem
from tests.support.signed_requests import Signer, dump

#: Conversations of each kind on each device, with other values and at other times: what the skill
#: might remember of one of them is of little use for the next.
CONVERSATIONS = 20
#: Seconds between them, and between two requests of one; all of it in the time that is allowed.
APART = 4
LATER = 10

Pair = tuple[str, str]


@dataclass(frozen=True)
class Recording:
    """Requests of each kind on each device, and the skill's answer to the first of them."""

    asked: Mapping[Pair, Sequence[Asked]]
    answers: Mapping[Pair, Json]

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
    talk = _Talk(app.test_client(), signer, time.time() - (CONVERSATIONS + LATER) * APART)
    asked: dict[Pair, list[Asked]] = {}
    first: dict[Pair, Json] = {}
    for number in range(CONVERSATIONS):
        for device in DEVICES:
            for pair, (one, answer) in talk.through(number, device).items():
                asked.setdefault(pair, []).append(one)
                first.setdefault(pair, answer)
    return Recording(asked, first)


@dataclass(frozen=True)
class _Talk:
    """A conversation with every kind of request, starting at a given time."""

    client: FlaskClient
    signer: Signer
    began: float

    def through(self, number: int, device: str) -> dict[Pair, tuple[Asked, Json]]:
        """Send each kind once; a kind follows the one whose state it needs."""
        done: dict[Pair, tuple[Asked, Json]] = {}
        for name, kind in KINDS.items():
            before = done[kind.after, device][1] if kind.after else {}
            one = Asked(name, device, before.get("sessionAttributes") or {}, number)
            at = self.began + number * APART + (LATER if kind.after else 0)
            done[name, device] = one, self._answer(one, at)
        return done

    def _answer(self, asked: Asked, at: float) -> Json:
        sent = self.signer.request(dump(asked.envelope(at)))
        answer = self.client.post("/alexa", data=sent.body, headers=sent.headers)
        response: Any = answer.get_json(silent=True)
        if answer.status_code != 200 or "outputSpeech" not in response["response"]:
            told = f"{answer.status_code} {answer.get_data(as_text=True)[:200]}"
            raise RuntimeError(f"the skill did not answer {asked.kind} on {asked.device}: {told}")
        return dict(response)
