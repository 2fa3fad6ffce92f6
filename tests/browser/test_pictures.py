"""Every picture looks the same as an SVG image and as a graphic of Amazon's screen engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from skill.catalog import Catalog, Drawing
from skill.screens import BACKGROUND, to_avg, to_svg
from tests.browser.conftest import Json, Screen

#: The screen; a picture has half the size of its view box, so that both have to scale.
WIDTH, HEIGHT = 480, 360
HUB: Json = {"width": WIDTH, "height": HEIGHT, "mode": "HUB", "shape": "RECTANGLE"}
#: The colour of the screen beside a picture.
AROUND = "#000000"


def document(graphic: Json) -> Json:
    size = {"width": graphic["width"] // 2, "height": graphic["height"] // 2}
    shown = {"type": "VectorGraphic", "source": "picture", "scale": "best-fit", **size}
    return {
        "type": "APL",
        "version": "1.4",
        "background": AROUND,
        "graphics": {"picture": graphic},
        "mainTemplate": {"items": [shown]},
    }


def drawn_as_svg(page: Page, svg: str, drawing: Drawing) -> bytes:
    size = f"width: {drawing.width // 2}px; height: {drawing.height // 2}px"
    style = f"body {{margin: 0; background: {AROUND}}} svg {{display: block; {size}}}"
    page.set_content(f"<style>{style}</style>{svg}")
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
        svg = drawn_as_svg(plain, to_svg(picture), picture.drawing)
        avg = drawn_as_avg(screen, to_avg(picture))
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
    assert drawn_as_svg(plain, other, picture.drawing) != drawn_as_avg(screen, to_avg(picture))
