"""Convert a picture of the catalog to an SVG image and to an AVG, APL's vector graphic."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..catalog import Drawing, Picture, Role, Tone

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
    return Style(colour, BACKGROUND, 6)


def _line_style(colour: str, width: int) -> Style:
    return Style("", colour, width, round=True)


#: No meaning depends on colour alone: a muscle has an outline and stripes, a movement an arrow.
STYLES: Mapping[Role, Style] = {
    "body": _solid_style("#E3CBAE"),
    "far-body": _solid_style("#A08C76"),
    "face": Style("#E3CBAE", BACKGROUND, 4),
    "hair": Style("#6B5240", BACKGROUND, 4),
    "eye": Style("#2A1D15"),
    "feature": _line_style("#6B4F3A", 3),
    "clothes": _solid_style("#5F86A6"),
    "far-clothes": _solid_style("#41607A"),
    "shorts": _solid_style("#3F5F7A"),
    "far-shorts": _solid_style("#2C4459"),
    "helper-body": _solid_style("#B98D6A"),
    "helper-far-body": _solid_style("#876750"),
    "helper-face": Style("#B98D6A", BACKGROUND, 4),
    "helper-hair": Style("#3B2C25", BACKGROUND, 4),
    "helper-clothes": _solid_style("#7C9A6C"),
    "helper-far-clothes": _solid_style("#566E4B"),
    "helper-shorts": _solid_style("#566A5E"),
    "helper-far-shorts": _solid_style("#3F4E46"),
    "muscle": Style("#F2652E", "#FFF1DE", 6),
    "muscle-mark": _line_style("#FFF1DE", 6),
    "start": Style("", "#9FB4BC", 4, round=True),
    "arrow": _solid_style("#6FE0C8"),
    "towel": _solid_style("#F5D76E"),
    "support": Style("#3A5766"),
    "support-line": _line_style("#55798A", 12),
    "cushion": _solid_style("#4C6C7C"),
    "pillow": _solid_style("#8FA3AE"),
    "water": _line_style("#4FA3D1", 10),
    "tube": _line_style("#D9534F", 7),
    "line": _line_style("#F4EBDD", 8),
}

#: The colours that differ between people, by role.
TONES: Mapping[Tone, Mapping[Role, str]] = {
    "light": {},
    "brown": {
        "body": "#C08F66", "far-body": "#8A674A", "face": "#C08F66", "hair": "#2B211C",
        "clothes": "#A8687A", "far-clothes": "#774A57", "shorts": "#54506F",
        "far-shorts": "#3C3950",
    },
    "dark": {
        "body": "#8F5F42", "far-body": "#6A4631", "face": "#8F5F42", "hair": "#1C1512",
        "feature": "#3A2318", "clothes": "#C9A45C", "far-clothes": "#8E7441",
        "shorts": "#4A5C78", "far-shorts": "#354256",
    },
    "grey": {
        "body": "#EAD2BC", "far-body": "#A59384", "face": "#EAD2BC", "hair": "#C9CDD0",
        "clothes": "#6D8F97", "far-clothes": "#4C666C", "shorts": "#565F72",
        "far-shorts": "#3E4553",
    },
}  # fmt: skip


def to_svg(picture: Picture) -> str:
    """Return *picture* as an SVG document; its description is the title, for screen readers."""
    width, height = picture.drawing.width, picture.drawing.height
    paths = "".join(
        f"<path {_attributes(_svg(shape))}/>" for shape in _shapes_in_order(picture.drawing)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{html.escape(picture.words)}</title>{paths}</svg>"
    )


def to_avg(picture: Picture) -> dict[str, Any]:
    """Return *picture* as a graphic for ``graphics`` of an APL document of version 1.4."""
    width, height = picture.drawing.width, picture.drawing.height
    return {
        "type": "AVG",
        "version": "1.0",
        "width": width,
        "height": height,
        "items": [_avg(shape) for shape in _shapes_in_order(picture.drawing)],
    }


def _shapes_in_order(drawing: Drawing) -> list[tuple[str, Style]]:
    """Return the path and style of each shape, from back to front."""
    ground = (f"M0 0H{drawing.width}V{drawing.height}H0Z", Style(BACKGROUND))
    tone = TONES[drawing.tone]
    return [ground, *((shape.path, _style(shape.role, tone)) for shape in drawing.shapes)]


def _style(role: Role, tone: Mapping[Role, str]) -> Style:
    """Return the style of *role* for a person of *tone*."""
    style = STYLES[role]
    if role not in tone:
        return style
    return replace(style, fill=tone[role]) if style.fill else replace(style, stroke=tone[role])


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
    # Without a fill AVG paints none, unlike SVG.
    found: dict[str, Any] = {"type": "path", "pathData": path}
    if style.fill:
        found["fill"] = style.fill
    if style.stroke:
        found |= {"stroke": style.stroke, "strokeWidth": style.width}
    if style.round:
        found |= {"strokeLineCap": "round", "strokeLineJoin": "round"}
    return found
