"""Check telephone numbers: each names where and when it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.locales import Locale


def unproven_lines(locales: Mapping[str, Locale]) -> Iterator[str]:
    """Yield a problem for each number without a source, a date, or whether the source was read."""
    for key, locale in locales.items():
        for name, line in locale.lines.items():
            if not line.is_proven:
                yield (
                    f"locales.yaml: {key}: {name}: {line.written!r} has no proof: add source, "
                    "checked (the day), and read (verified or recalled)"
                )
