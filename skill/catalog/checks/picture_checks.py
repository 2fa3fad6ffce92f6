"""Check pictures: every step has one, every picture is used, and its path data is valid."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ROUTINES, ContentPlace
from ..model import PICTURE_SIZE, Drawing
from .svg_path import PathError, points


def pictures(catalog: Catalog) -> Iterator[str]:
    """Yield the problems of all pictures, and the steps that name a missing picture."""
    used = set()
    for key, routine in catalog.routines.items():
        for step in routine.steps:
            used.add(step.picture)
            if step.picture not in catalog.pictures:
                place = ContentPlace(catalog.language, ROUTINES, key, (step.id,))
                yield (
                    f"{place}: picture: {step.picture} is unknown: "
                    "correct the name, or draw it in pictures/"
                )
    for key, picture in catalog.pictures.items():
        if key not in used:
            yield f"pictures/{key}.yaml: no step shows it: delete it, or name it in a step"
        yield from _drawing(picture.drawing, f"pictures/{key}.yaml")


def _drawing(drawing: Drawing, place: str) -> Iterator[str]:
    if not drawing.shapes:
        yield f"{place}: shapes: is empty: add the drawing"
    for name, size, most in zip(("width", "height"), _size(drawing), PICTURE_SIZE, strict=True):
        if not 0 < size <= most:
            yield f"{place}: {name}: is {size}: write a number from 1 to {most}"
    for number, shape in enumerate(drawing.shapes, start=1):
        try:
            outside = _outside(shape.path, _size(drawing))
        except PathError as error:
            yield f"{place}: shapes {number}: path: {error}: correct the path data"
            continue
        if outside:
            frame = " by ".join(map(str, _size(drawing)))
            yield (
                f"{place}: shapes {number}: path: {outside} is outside the {frame} of a picture: "
                "move it inside"
            )


def _size(drawing: Drawing) -> tuple[int, int]:
    return drawing.width, drawing.height


def _outside(path: str, size: tuple[int, int]) -> str:
    limits = dict(zip("xy", size, strict=True))
    found = [f"{axis} {at:g}" for axis, at in points(path) if not 0 <= at <= limits[axis]]
    return found[0] if found else ""
