"""The paths of the content, the interaction models and the server settings."""

from __future__ import annotations

from pathlib import Path

# In an installed wheel they are inside the package (see pyproject.toml), to avoid conflicts with
# other packages; in a checkout they are at the top level.
_INSTALLED = Path(__file__).parents[1] / "data"

IS_INSTALLED = _INSTALLED.is_dir()
PROJECT = _INSTALLED if IS_INSTALLED else Path(__file__).parents[2]
CONTENT = PROJECT / "content"
LOCALES = CONTENT / "locales.yaml"
MODELS = PROJECT / "interaction_model"
SERVER_SETTINGS = PROJECT / "deploy" / "gunicorn.conf.py"
