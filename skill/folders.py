"""Where the content, the interaction models and the server's settings are."""

from __future__ import annotations

from pathlib import Path

# A wheel carries them inside the package, where nothing else can be in the way (pyproject.toml
# maps them there); in a checkout they stand beside it, for people to find.
_INSTALLED = Path(__file__).parent / "data"

PROJECT = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[1]
CONTENT = PROJECT / "content"
MODELS = PROJECT / "interaction_model"
SERVER_SETTINGS = PROJECT / "gunicorn.conf.py"
