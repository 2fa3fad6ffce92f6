"""Every picture looks the same as an SVG image and as a graphic of Amazon's screen engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from skill.catalog import Catalog
from skill.screens import BACKGROUND, to_avg, to_svg
from tests.browser.conftest import Json, Screen

#: Not the size of the view box, so that both have to scale.
WIDTH, HEIGHT = 640, 480
HUB: Json = {"width": WIDTH, "height": HEIGHT, "mode": "HUB", "shape": "RECTANGLE"}


def document(graphic: Json) -> Json:
    shown = {"type": "VectorGraphic", "source": "picture", "width": WIDTH, "height": HEIGHT}
    return {
        "type": "APL",
        "version": "1.4",
        "graphics": {"picture": graphic},
        "mainTemplate": {"items": [{**shown, "scale": "best-fit"}]},
    }


def drawn_as_svg(page: Page, svg: str) -> bytes:
    page.set_content(f"<style>body {{margin: 0}} svg {{display: block}}</style>{svg}")
    return page.screenshot()


def drawn_as_avg(screen: Screen, graphic: Json) -> bytes:
    screen.show(document(graphic), {}, HUB)
    screen.page.wait_for_function(
        f"document.querySelectorAll('path').length == {len(graphic['items'])}"
    )
    return screen.page.screenshot()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of the browser's own, without Amazon's engine."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    yield page
    page.close()


# One test for all, because starting the engine takes longer than showing a picture.
def test_every_picture_is_the_same_in_both_pixel_by_pixel(
    plain: Page, screen: Screen, catalog: Catalog, tmp_path: Path
) -> None:
    assert len(catalog.pictures) > 50
    differing = []
    for name, picture in catalog.pictures.items():
        svg, avg = drawn_as_svg(plain, to_svg(picture)), drawn_as_avg(screen, to_avg(picture))
        # A PNG of the same pixels has the same bytes.
        if svg != avg:
            differing.append(name)
            (tmp_path / f"{name}-svg.png").write_bytes(svg)
            (tmp_path / f"{name}-avg.png").write_bytes(avg)
    assert differing == [], f"compare the images in {tmp_path}"
    assert screen.problems == []


def test_a_colour_that_is_one_shade_off_is_noticed(
    plain: Page, screen: Screen, catalog: Catalog
) -> None:
    picture = catalog.pictures["calf-lying"]
    other = to_svg(picture).replace(BACKGROUND, "#0F1A21")
    assert drawn_as_svg(plain, other) != drawn_as_avg(screen, to_avg(picture))
