"""Paths; the benchmarks write only into ``build/``, which git ignores."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "benchmarks"
SHIMS = HERE / "shims"
REDIRECT = SHIMS / "redirect.cjs"
NODE_SOURCE = HERE / "peers" / "amazon_node"
NODE_SERVER = NODE_SOURCE / "server.cjs"
NODE_INSTALLED = BUILD / "amazon-node"
AMAZON_PYTHON = BUILD / "amazon-python"
AMAZON_PYTHON_NEEDS = HERE / "peers" / "requirements-amazon-python.txt"
LUA = HERE / "post.lua"
