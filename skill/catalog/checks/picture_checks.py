"""Check pictures: every step has one, every picture is used, and its path data is valid."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ROUTINES, ContentPlace
from ..model import PICTURE_SIZE, Picture
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
        yield from _shapes(picture, f"pictures/{key}.yaml")


def _shapes(picture: Picture, place: str) -> Iterator[str]:
    if not picture.shapes:
        yield f"{place}: shapes: is empty: add the drawing"
    for number, shape in enumerate(picture.shapes, start=1):
        try:
            outside = _outside(shape.path)
        except PathError as error:
            yield f"{place}: shapes {number}: path: {error}: correct the path data"
            continue
        if outside:
            size = " by ".join(map(str, PICTURE_SIZE))
            yield (
                f"{place}: shapes {number}: path: {outside} is outside the {size} of a picture: "
                "move it inside"
            )


def _outside(path: str) -> str:
    limits = dict(zip("xy", PICTURE_SIZE, strict=True))
    found = [f"{axis} {at:g}" for axis, at in points(path) if not 0 <= at <= limits[axis]]
    return found[0] if found else ""
