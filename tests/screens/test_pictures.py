"""The project's pictures, and their two formats (SVG and APL graphics)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import get_args
from xml.etree import ElementTree

from skill.catalog import Catalog, Drawing, Picture, Role, Shape, Step, Words
from skill.screens import to_avg, to_svg
from skill.screens.pictures import STYLES, TONES

#: What these show is no muscle: a call for help, the way to the side, a car that stops.
WITHOUT_A_MUSCLE = {
    "water-float", "water-paddle", "helping-water-float", "helping-water-paddle",
    "dialysis-nurse", "driving-pull-over",
}  # fmt: skip

#: A response may have 24,000 bytes, and a document takes more than half of them. Two people in
#: one picture need the most; the sweep measures whole responses.
HEAVIEST = 8_200

SVG = "{http://www.w3.org/2000/svg}"


def steps_by_picture(catalog: Catalog) -> dict[str, list[Step]]:
    found = defaultdict(list)
    for routine in catalog.routines.values():
        for step in routine.steps:
            found[step.picture].append(step)
    assert len(found) > 50
    return found


def roles(picture: Picture) -> list[Role]:
    return [shape.role for shape in picture.drawing.shapes]


def test_every_role_is_painted_somehow() -> None:
    assert set(STYLES) == set(get_args(Role))


def test_every_tone_colours_only_roles_that_exist_and_somebody_has_it(catalog: Catalog) -> None:
    assert set(TONES) == {picture.drawing.tone for picture in catalog.pictures.values()}
    for tone in TONES.values():
        assert set(tone) <= set(STYLES)


def test_both_have_the_same_shapes_in_the_same_order(catalog: Catalog) -> None:
    for picture in catalog.pictures.values():
        svg = ElementTree.fromstring(to_svg(picture))  # noqa: S314  our own text
        drawn = [path.get("d") for path in svg.iter(f"{SVG}path")]
        assert drawn == [item["pathData"] for item in to_avg(picture)["items"]]
        assert drawn[1:] == [shape.path for shape in picture.drawing.shapes]


def test_an_image_reads_its_words_to_somebody_who_cannot_see_it() -> None:
    picture = Picture(Words("Toes & heel <up>"), Drawing((Shape("body", "M1 1L2 2Z"),)))
    svg = ElementTree.fromstring(to_svg(picture))  # noqa: S314  our own text
    assert (svg.get("role"), svg.findtext(f"{SVG}title")) == ("img", "Toes & heel <up>")


def test_every_graphic_is_light_enough_for_a_response(catalog: Catalog) -> None:
    weights = {
        name: len(json.dumps(to_avg(picture), separators=(",", ":")))
        for name, picture in catalog.pictures.items()
    }
    assert {name: weight for name, weight in weights.items() if weight > HEAVIEST} == {}


def test_every_picture_has_an_arrow_for_the_movement(catalog: Catalog) -> None:
    assert {n for n, picture in catalog.pictures.items() if "arrow" not in roles(picture)} == set()


def test_a_muscle_is_marked_by_stripes_too_and_named_in_the_words(catalog: Catalog) -> None:
    for name, picture in catalog.pictures.items():
        found = roles(picture)
        striped = [found[n + 1] == "muscle-mark" for n, r in enumerate(found) if r == "muscle"]
        assert all(striped), name
        assert bool(striped) == (name not in WITHOUT_A_MUSCLE), name
        assert ("marked" in picture.words) == bool(striped), name


def test_steps_that_share_a_picture_share_the_posture(catalog: Catalog) -> None:
    for name, steps in steps_by_picture(catalog).items():
        assert len({step.posture for step in steps}) == 1, name


def test_the_left_leg_is_shown_for_the_left_leg(catalog: Catalog) -> None:
    sided = [
        step
        for routine in catalog.routines.values()
        for step in routine.steps
        if step.id.endswith(("-left", "-right"))
    ]
    assert len(sided) == 8
    for step in sided:
        side = "left" if step.id.endswith("-left") else "right"
        assert f"{side} leg" in catalog.pictures[step.picture].words
        assert step.picture.endswith("-left") == (side == "left")
