"""Convert a picture of the catalog to an SVG image and to an AVG, APL's vector graphic."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..catalog import PICTURE_SIZE, Picture, Role

#: The background of every picture, and the seams between its parts; dark, for use at night.
BACKGROUND = "#0F1A20"


@dataclass(frozen=True)
class Style:
    """How to paint the shapes of one role: colours as #RRGGBB, widths in view-box units."""

    fill: str = ""
    stroke: str = ""
    width: int = 0
    #: Whether the ends and corners of a line are round.
    round: bool = False


def _solid_style(colour: str) -> Style:
    """Return the style of a solid part, with a dark seam around it."""
    return Style(colour, BACKGROUND, 8)


def _line_style(colour: str, width: int) -> Style:
    return Style("", colour, width, round=True)


#: No meaning depends on colour alone: a muscle has an outline and stripes, a movement an arrow.
STYLES: Mapping[Role, Style] = {
    "body": _solid_style("#E3CBAE"),
    "far-body": _solid_style("#94826E"),
    "hair": _solid_style("#6B5240"),
    "clothes": _solid_style("#5F86A6"),
    "far-clothes": _solid_style("#3C576C"),
    "helper": _solid_style("#B98D6A"),
    "helper-clothes": _solid_style("#7C9A6C"),
    "muscle": Style("#F2652E", "#FFF1DE", 9),
    "muscle-mark": _line_style("#FFF1DE", 9),
    "arrow": _solid_style("#6FE0C8"),
    "towel": _solid_style("#F5D76E"),
    "support": Style("#3A5766"),
    "support-line": _line_style("#55798A", 12),
    "pillow": _solid_style("#8FA3AE"),
    "water": _line_style("#4FA3D1", 12),
    "line": _line_style("#F4EBDD", 8),
}


def to_svg(picture: Picture) -> str:
    """Return *picture* as an SVG document; its description is the title, for screen readers."""
    width, height = PICTURE_SIZE
    paths = "".join(f"<path {_attributes(_svg(shape))}/>" for shape in _shapes_in_order(picture))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{html.escape(picture.words)}</title>{paths}</svg>"
    )


def to_avg(picture: Picture) -> dict[str, Any]:
    """Return *picture* as a graphic for ``graphics`` of an APL document of version 1.4."""
    width, height = PICTURE_SIZE
    return {
        "type": "AVG",
        "version": "1.0",
        "width": width,
        "height": height,
        "items": [_avg(shape) for shape in _shapes_in_order(picture)],
    }


def _shapes_in_order(picture: Picture) -> list[tuple[str, Style]]:
    """Return the path and style of each shape, from back to front."""
    width, height = PICTURE_SIZE
    ground = (f"M0 0H{width}V{height}H0Z", Style(BACKGROUND))
    return [ground, *((shape.path, STYLES[shape.role]) for shape in picture.shapes)]


def _svg(shape: tuple[str, Style]) -> dict[str, str]:
    path, style = shape
    found = {"d": path, "fill": style.fill or "none"}
    if style.stroke:
        found |= {"stroke": style.stroke, "stroke-width": str(style.width)}
    if style.round:
        found |= {"stroke-linecap": "round", "stroke-linejoin": "round"}
    return found


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in values.items())


def _avg(shape: tuple[str, Style]) -> dict[str, Any]:
    path, style = shape
    # AVG has no "none", which is SVG's value.
    found: dict[str, Any] = {"type": "path", "pathData": path, "fill": style.fill or "transparent"}
    if style.stroke:
        found |= {"stroke": style.stroke, "strokeWidth": style.width}
    if style.round:
        found |= {"strokeLineCap": "round", "strokeLineJoin": "round"}
    return found
