"""Render the privacy policy and the terms of use, which the store listing links to."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..catalog import Catalog, Catalogs, Page
from ..common.html_templates import html_templates

#: The locale whose language has the paths without a language.
OTHER_LOCALES = "other"

_TEMPLATES = html_templates(Path(__file__).parent)
_STYLE = Path(__file__).with_name("legal_pages.css").read_text(encoding="utf-8")

#: Response headers: nothing may be loaded, run, sent or framed, except the inline style sheet.
LEGAL_PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}


def legal_pages(catalogs: Catalogs, contact: str) -> dict[str, bytes]:
    """Return each page in each language as HTML, by URL path (``/privacy``).

    *contact* says who runs the skill, with an address; it may be empty.
    """
    return {
        address(catalogs, catalog.language, name): _html(catalogs, catalog, name, contact)
        for catalog in _languages(catalogs)
        for name in catalog.pages
    }


def address(catalogs: Catalogs, language: str, name: str) -> str:
    """Return the URL path of the page *name* in *language*."""
    return f"/{name}" if language == catalogs[OTHER_LOCALES].language else f"/{name}/{language}"


def _html(catalogs: Catalogs, catalog: Catalog, name: str, contact: str) -> bytes:
    page = catalog.pages[name]
    text = _TEMPLATES.get_template("legal_pages.html").render(
        page=page,
        language=catalog.language,
        store=catalog.store,
        operator=page.run_by.format(contact=contact) if contact else page.run_by_developer,
        others=list(_others(catalogs, catalog, name)),
        style=_STYLE,
    )
    return text.encode()


def _others(catalogs: Catalogs, catalog: Catalog, name: str) -> Iterator[tuple[str, Page]]:
    """Yield the URL path and the page of each other page in the same language."""
    for other, page in catalog.pages.items():
        if other != name:
            yield address(catalogs, catalog.language, other), page


def _languages(catalogs: Catalogs) -> list[Catalog]:
    """Return one catalog of each language."""
    found = {catalog.language: catalog for catalog in (*catalogs.values(), catalogs[OTHER_LOCALES])}
    return list(found.values())
