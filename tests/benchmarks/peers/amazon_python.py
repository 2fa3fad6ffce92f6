"""Amazon's adapter for Flask, its own verification included, with one line of oscrypto mended."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from tests.benchmarks.peers.equivalent import skill

#: How oscrypto 1.3.0, the last one, looks for OpenSSL's version: one digit for each part of it.
ONE_DIGIT = r"\b(\d\.\d\.\d[a-z]*)\b"
ANY_DIGITS = r"\b(\d+\.\d+\.\d+[a-z]*)\b"


@contextmanager
def mended() -> Iterator[None]:
    """Let oscrypto recognise OpenSSL 3.0.10 and later while it is imported; else it refuses to."""
    search = re.search

    def mended_search(pattern: Any, string: Any, flags: Any = 0) -> Any:
        return search(ANY_DIGITS if pattern == ONE_DIGIT else pattern, string, flags)

    re.search = mended_search
    try:
        yield
    finally:
        re.search = search


with mended():
    from flask_ask_sdk.skill_adapter import (  # type: ignore[import-not-found]  # its own environment
        SkillAdapter,
    )

app = Flask(__name__, static_folder=None)
ADAPTER = SkillAdapter(skill=skill(), skill_id=os.environ["ALEXA_SKILL_ID"], app=app)


@app.post("/alexa")
def answer() -> Any:
    return ADAPTER.dispatch_request()
