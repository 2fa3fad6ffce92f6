"""Read the poses of a content folder, and write the pictures that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...common.atomic_write import write_whole
from ...common.strict_yaml import YamlError, read_yaml
from .outlines import Part
from .person import PoseError
from .scene import LAYERS, Scene, scene, shapes

Data = Mapping[str, Any]
FIGURE = "figure"


@dataclass(frozen=True)
class Plate:
    """One picture: its pose with everything that it takes from others, and its scene."""

    pose: Data
    scene: Scene
    tone: str
    mirrored: bool

    def yaml(self) -> str:
        """Return the text of the picture's file."""
        size, drawn = shapes(self.parts())
        head = [f"width: {size[0]}", f"height: {size[1]}", f"tone: {self.tone}", "shapes:"]
        lines = [f'  - {{role: "{role}", path: "{path}"}}' for role, path in drawn]
        return "\n".join([NOTE, *head, *lines, ""])

    def parts(self) -> tuple[Part, ...]:
        """Return the parts as they are seen: the other way round if the picture is mirrored."""
        if not self.mirrored:
            return self.scene.parts
        return tuple(part.moved(lambda p: complex(-p.real, p.imag)) for part in self.scene.parts)


NOTE = "# Written by `python -m skill.screens draw` from figure/: change the pose there."


class FigureError(Exception):
    """Raised for poses that cannot be drawn; ``problems`` has one line for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_plates(content: Path) -> dict[str, Plate]:
    """Return the plates of the poses in ``figure/poses`` of *content*, by picture.

    Raises:
        FigureError: If a file cannot be read, or a pose cannot be drawn.
    """
    folder = content / FIGURE
    try:
        files = {path: read_yaml(path) for path in sorted((folder / "poses").glob("*.yaml"))}
        body, places, people = (
            read_yaml(folder / f"{n}.yaml") for n in ("body", "places", "people")
        )
    except YamlError as error:
        raise FigureError([str(error)]) from error
    poses = {name: pose for file in files.values() for name, pose in file.items()}
    plates, problems = {}, []
    for name in (name for name, pose in poses.items() if pose.get("draw", True)):
        try:
            plates[name] = _plate(_inherited(name, poses), body, places, people)
        except (PoseError, KeyError) as error:
            problems.append(f"figure/poses: {name}: {error}")
    if problems:
        raise FigureError(problems)
    return plates


def _inherited(name: str, poses: Data) -> dict[str, Any]:
    """Return a pose with the fields of the pose that it is ``like``; its own win."""
    if name not in poses:
        raise PoseError(f"like: {name}: is no pose")
    own = dict(poses[name])
    if "like" not in own:
        return own
    base = _inherited(own.pop("like"), poses)
    base.pop("draw", None)
    return _overlaid(base, own)


def _overlaid(below: Data, above: Data) -> dict[str, Any]:
    found = dict(below)
    for key, value in above.items():
        old = found.get(key)
        if not (isinstance(old, dict) and isinstance(value, dict)):
            found[key] = value
            continue
        # A limb that reaches for a point has no angles: it is replaced as a whole.
        limb = key.endswith(("-leg", "-arm"))
        found[key] = value if limb and ("to" in value or "to" in old) else _overlaid(old, value)
    return found


def _plate(pose: Data, body: Data, places: Data, people: Data) -> Plate:
    place = places[pose["place"]] if "place" in pose else {}
    who = people[pose.get("who", "adam")]
    full = {key: value for key, value in pose.items() if key not in ("place", "who", "mirror")}
    for layer in LAYERS:
        full[layer] = [*place.get(layer, ()), *pose.get(layer, ())]
    traits = {key: value for key, value in who.items() if key != "tone"}
    if "person" in pose:
        full["person"] = {**traits, **pose["person"]}
    if "second" in pose:
        full["second"] = {**traits, **pose["second"]}
    if "helper" in pose:
        full["helper"] = {**people[pose["helper"].get("who", "helper")], **pose["helper"]}
    mirrored = bool(pose.get("mirror", False))
    return Plate(pose, scene(full, body), who.get("tone", "light"), mirrored)


def write_pictures(plates: Mapping[str, Plate], folder: Path) -> Iterator[Path]:
    """Make *folder* hold the pictures of *plates*, and no others; yield each file that changed.

    Raises:
        OSError: If a file cannot be written or deleted.
    """
    texts = {folder / f"{name}.yaml": plate.yaml() for name, plate in plates.items()}
    for path in sorted({*texts, *folder.glob("*.yaml")}):
        if path not in texts:
            path.unlink()
            yield path
        elif not path.exists() or path.read_text(encoding="utf-8") != texts[path]:
            write_whole(path, texts[path])
            yield path
