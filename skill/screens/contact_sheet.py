"""The contact sheet: one HTML page with every step of every routine on three screens."""

from __future__ import annotations

import base64
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..catalog import Catalog
from ..common.atomic_write import write_whole
from ..common.viewports import VIEWPORTS, Viewport
from ..dialogue.scenes import Hold, StepScene
from .directives import directive
from .pictures import to_svg
from .screenshots import Camera, camera, missing

TEMPLATE = Path(__file__).with_name("contact_sheet.html")
#: A round, a wide and a tall screen.
SIZES = ("hub-round", "hub-medium", "mobile")
#: The part of each hold that is left, so that the ring of the timer is partly filled.
PART_LEFT = 0.7


@dataclass(frozen=True)
class Shot:
    """One screen: a screenshot, or data from which the page can draw a replacement."""

    size: str
    viewport: Viewport
    photograph: str
    words: dict[str, Any]
    hold: dict[str, Any]
    svg: Markup


@dataclass(frozen=True)
class ContactSheetRow:
    """One step on every size of screen."""

    place: str
    shots: tuple[Shot, ...]


def write_contact_sheet(catalog: Catalog, file: Path) -> tuple[int, str]:
    """Write the sheet to *file*; return the number of steps, and the requirement that is missing.

    Raises:
        OSError: If the file cannot be written.
    """
    lacking = missing()
    with nullcontext() if lacking else camera() as take:
        steps = list(_step_scenes(catalog))
        rows = [_contact_sheet_row(catalog, place, scene, take) for place, scene in _counted(steps)]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    write_whole(file, template.render(rows=rows, lacking=lacking, around=2 * math.pi))
    return len(rows), lacking


def _step_scenes(catalog: Catalog) -> Iterator[tuple[str, StepScene]]:
    for key, routine in catalog.routines.items():
        for number, step in enumerate(routine.steps, start=1):
            hold = Hold(0, math.ceil(step.hold_seconds * PART_LEFT))
            scene = StepScene(routine.title, step, number, len(routine.steps), hold)
            yield f"{key}: {step.id}", scene


def _contact_sheet_row(
    catalog: Catalog, place: str, scene: StepScene, take: Camera | None
) -> ContactSheetRow:
    shown = directive(catalog, scene)
    svg = Markup(to_svg(catalog.pictures[scene.step.picture]))  # noqa: S704  our own drawing
    data = shown["datasources"]
    return ContactSheetRow(
        place,
        tuple(
            Shot(
                size,
                VIEWPORTS[size],
                base64.b64encode(take(shown, VIEWPORTS[size])).decode() if take else "",
                data["words"],
                data["hold"],
                svg,
            )
            for size in SIZES
        ),
    )


def _counted(steps: Sequence[tuple[str, StepScene]]) -> Iterator[tuple[str, StepScene]]:
    """Yield the steps, and show the progress on a terminal."""
    for count, step in enumerate(steps):
        if sys.stderr.isatty():
            print(f"\r{count} of {len(steps)} steps", end="", file=sys.stderr, flush=True)
        yield step
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
