"""Jinja templates for HTML pages."""

from __future__ import annotations

from pathlib import Path

import jinja2


def html_templates(folder: Path) -> jinja2.Environment:
    """Return the templates in *folder*: values are escaped, unknown names raise UndefinedError."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
