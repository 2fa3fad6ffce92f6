"""The measured targets: the limit, the skill and its peers."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.places import AMAZON_PYTHON, NODE_SERVER, REDIRECT
from tests.benchmarks.servers import command

LIMIT = "bare Flask"
SKILL = "the skill"
UNCACHED = "skill, no cache"
PLAIN = "ask-sdk-core"
NODE = "Amazon, Node"
PYTHON = "Amazon, Python"
IMPORTED = "bare Flask + SDK"


@dataclass(frozen=True)
class Target:
    """Something that answers ``POST /alexa``."""

    #: module:name of a WSGI application; empty for Node's server.
    app: str
    #: What the table says about it.
    note: str
    python: str = sys.executable
    factory: bool = False
    #: module:name of a factory of an ASGI application, if it has one.
    asgi_app: str = ""

    def command(self, server: str, port: int, workers: int, threads: int = 1) -> list[str]:
        """Return the command that serves it at *port*, under *server* if it is Python."""
        if not self.app:
            return ["node", "--require", str(REDIRECT), str(NODE_SERVER)]
        words = command(
            server,
            self.app,
            factory=self.factory,
            asgi_app=self.asgi_app,
            port=port,
            workers=workers,
            threads=threads,
        )
        return [self.python, *words]


_PEERS = "tests.benchmarks.peers."
TARGETS: Mapping[str, Target] = {
    LIMIT: Target(_PEERS + "limit:app", "reads the body, answers one fixed JSON: the limit"),
    SKILL: Target(
        "skill.app:create_app",
        "verified, spoken, shown",
        factory=True,
        asgi_app="skill.app:create_asgi_app",
    ),
    UNCACHED: Target(
        _PEERS + "uncached:create_app",
        "the skill without its cache of answers",
        factory=True,
        asgi_app=_PEERS + "uncached:create_asgi_app",
    ),
    PLAIN: Target(_PEERS + "plain_sdk:app", "with its default serializer, behind our verification"),
    NODE: Target("", "ask-sdk-express-adapter on express, its own verification and server"),
    PYTHON: Target(
        _PEERS + "amazon_python:app",
        "flask-ask-sdk, its own verification, with one line mended so that it can be imported",
        str(AMAZON_PYTHON / "bin" / "python"),
    ),
    IMPORTED: Target(_PEERS + "limit_with_sdk:app", "the limit, with Amazon's SDK imported"),
}
