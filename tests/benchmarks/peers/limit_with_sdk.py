"""The limit of a start: bare Flask, and Amazon's SDK imported but not used."""

from __future__ import annotations

import ask_sdk_core.skill_builder
import ask_sdk_model

from tests.benchmarks.peers.limit import app

__all__ = ["app", "ask_sdk_core", "ask_sdk_model"]
