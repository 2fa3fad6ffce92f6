"""Amazon's APL rendering engine, from npm."""

from __future__ import annotations

import re
from pathlib import Path

from .paths import PROJECT

#: Where ``npm ci`` puts the engine.
BUNDLE = PROJECT / "node_modules" / "apl-viewhost-web" / "index.js"

#: Local fonts of about the same width as Amazon's, which are only on Amazon's servers.
FONTS = {"Amazon": "Liberation Sans", "Bookerly": "Liberation Serif"}


def with_local_fonts(bundle: Path) -> bytes:
    """Return the engine's JavaScript with local fonts, so that it makes no network requests."""
    text = bundle.read_text(encoding="utf-8")
    return re.sub(r"url\('https://[^']*/([^'/]+)\.ttf'\)", _local, text).encode()


def _local(found: re.Match[str]) -> str:
    family = next(font for name, font in FONTS.items() if found[1].startswith(name))
    bold = " Bold" if re.search(r"Bold|_Bd|_He", found[1]) else ""
    italic = " Italic" if "Italic" in found[1] else ""
    return f"local('{family}{bold}{italic}')"
