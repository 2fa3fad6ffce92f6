"""The parts of a person, from the far side to the near side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .limbs import Station, sides
from .outlines import Outline, Part, Points, blob, cloth, curve, direction, sleeve, unit
from .person import Person, PoseError

#: Beyond this bend of the ankle the instep is one crease instead of two points.
CREASED_ANKLE = 12
#: Below this part of the chest a heavy build is wider.
COLLAR = 0.3


def person_parts(person: Person, prefix: str = "") -> dict[str, list[Part]]:
    """Return the parts of *person* by layer: ``far``, ``body`` and ``near-arm``.

    Args:
        person: The person, in a pose.
        prefix: What each role begins with, as in ``helper-clothes``.
    """
    only = person.pose.get("only", ("far-arm", "far-leg", "head", "near-leg", "trunk", "near-arm"))
    draw = {
        "far-arm": lambda: _arm(person, "far-arm"),
        "far-leg": lambda: _leg(person, "far-leg"),
        "head": lambda: _head(person),
        "near-leg": lambda: _leg(person, "near-leg"),
        "trunk": lambda: [Part("clothes", (_shirt(person),))],
        "foot": lambda: _foot(person),
        "near-arm": lambda: _arm(person, "near-arm"),
    }
    if unknown := set(only) - draw.keys():
        raise PoseError(f"only: {', '.join(sorted(unknown))}: is no part of a person")
    layers = {"far-arm": "far", "far-leg": "far", "near-arm": "near-arm"}
    found: dict[str, list[Part]] = {"far": [], "body": [], "near-arm": []}
    for name in (name for name in draw if name in only):
        if name.endswith("-arm") and name not in person.pose:
            continue
        parts = draw[name]()
        if name in ("near-leg", "foot") and "mark" in person.pose:
            parts = [*parts, *_marks(person)]
        found[layers.get(name, "body")] += parts
    return {
        layer: [Part(_role(part, prefix), part.outlines).moved(person.placed) for part in parts]
        for layer, parts in found.items()
    }


def _role(part: Part, prefix: str) -> str:
    return part.role if part.role in ("eye", "feature") else prefix + part.role


def _leg(person: Person, limb: str) -> list[Part]:
    chain, far = person.chain(limb), _far(limb)
    outlines, waist = person.body["outlines"], person.joints["waist"]
    front, back = _leg_sides(person, limb, outlines["leg"])
    parts = [Part(f"{far}body", (blob([*front, *back[::-1]]),))]
    if not far:
        nail = [chain[2] + point for point in _toe_points(person, limb, person.body["nail"])]
        parts.append(Part("feature", (curve(nail),)))
    wear = person.pose.get("wears", "shorts")
    hip = chain[0] if not far else person.joints["hip"] * 0.5 + chain[0] * 0.5
    bones = [waist, hip, chain[1], chain[2]][: 4 if wear == "trousers" else 3]
    width = _width(person)
    stations = [
        (*s[:2], *(w * (width if s[0] < 1 or s[1] < 1 else 1) for w in s[2:]))
        for s in outlines[wear]
    ]
    return [*parts, Part(f"{far}shorts", (cloth(*sides(bones, stations, person.height)),))]


def _leg_sides(
    person: Person, limb: str, stations: Sequence[Station]
) -> tuple[list[complex], list[complex]]:
    """Return the outline in front of a leg with its foot, and the outline behind the leg."""
    chain = person.chain(limb)
    front, back = sides(chain, stations, person.height)
    foot = [chain[2] + point for point in foot_points(person, limb)]
    if (angle := person.angles[f"{limb.split('-')[0]}-ankle"]) > CREASED_ANKLE:
        crease = 0.029 * person.height * 1j * direction(*chain[1:]) * unit(45 + angle / 2)
        front, foot = [*front[:-1], chain[2] + crease], foot[1:]
    return [*front, *foot], back


def _foot(person: Person) -> list[Part]:
    """Return a foot that is cut off above the ankle, to be shown enlarged."""
    front, back = _leg_sides(person, "near-leg", person.body["outlines"]["leg"][-2:])
    nail = _toe_points(person, "near-leg", person.body["nail"])
    ankle = person.joints["near-ankle"]
    outline = cloth(front, back)
    return [
        Part("body", (outline,)),
        Part("feature", (curve([ankle + point for point in nail]),)),
    ]


def foot_points(person: Person, limb: str) -> list[complex]:
    """Return the outline of a foot, as steps from its ankle."""
    return _toe_points(person, limb, person.body["foot"])


def _toe_points(person: Person, limb: str, points: Sequence[Sequence[float]]) -> list[complex]:
    ball = complex(*person.body["ball"])
    turn = unit(person._angle("toes", person.pose.get(limb, {}), limb))
    found = []
    for x, y in points:
        point = complex(x, y)
        found.append(ball + (point - ball) * turn if x > ball.real else point)
    return [point * person.ends[limb] * person.height for point in found]


def _arm(person: Person, limb: str) -> list[Part]:
    chain, far, given = person.chain(limb), _far(limb), person.pose[limb]
    kind, flip = given.get("hand", "open"), given.get("thumb", "up") == "down"
    hand, outlines = person.ends[limb] * person.height, person.body["outlines"]

    def placed(points: Sequence[Sequence[float]]) -> list[complex]:
        return [chain[2] + complex(x, -y if flip else y) * hand for x, y in points]

    palm = placed(person.body["hands"][kind])
    front, back = sides(chain, outlines["arm"], person.height)
    parts = [Part(f"{far}body", (blob([*front, *(palm[::-1] if flip else palm), *back[::-1]]),))]
    fingers = tuple(curve(placed(finger)) for finger in person.body["fingers"][kind])
    if fingers and not far:
        parts.append(Part("feature", fingers))
    short = sleeve(*sides(chain, outlines["sleeve"], person.height))
    return [*parts, Part(f"{far}clothes", (short,))]


def _far(limb: str) -> str:
    return "far-" if limb.startswith("far") else ""


def _width(person: Person) -> float:
    return float(person.body["builds"][person.pose.get("build", "slim")])


def _shirt(person: Person) -> Outline:
    chain = [person.joints[name] for name in ("neck", "waist", "hip")]
    width = _width(person)
    # The collar is as wide in a heavy build.
    stations = [
        (bone, along, *(w * (width if bone + along > COLLAR else 1) for w in widths))
        for bone, along, *widths in person.body["outlines"]["shirt"]
    ]
    front, back = sides(chain, stations, person.height)
    return cloth(front, back)


def _head(person: Person) -> list[Part]:
    body, size = person.body, person.body["bones"]["head"] * person.height
    skull, hinge = person.joints["skull"], complex(*person.body["hinge"])

    def placed(points: Sequence[Sequence[float]]) -> Points:
        return [skull + (complex(*p) - hinge) * -1j * person.head_up * size for p in points]

    features = (curve(placed(body["brow"])), curve(placed(body["mouth"])))
    return [
        Part("body", (blob(_throat(person)),)),
        Part("face", (blob(placed(body["face"])),)),
        Part("hair", (blob(placed(body["hair"][person.pose.get("hair", "short")])),)),
        Part("face", (blob(placed(body["ear"])),)),
        Part("eye", (blob(placed(body["eye"])),)),
        Part("feature", features),
    ]


def _throat(person: Person) -> list[complex]:
    chest = direction(person.joints["waist"], person.joints["neck"])
    ways: Mapping[str, complex] = {"neck": chest, "skull": person.head_up}
    return [
        person.joints[joint] + person.height * ways[joint] * complex(along, across)
        for joint, along, across in person.body["throat"]
    ]


def _marks(person: Person) -> list[Part]:
    given: Any = person.pose["mark"]
    found = []
    for name in [given] if isinstance(given, str) else given:
        if name not in person.body["muscles"]:
            raise PoseError(f"mark: {name}: is no muscle")
        found += _muscle(person, person.body["muscles"][name])
    return found


def _muscle(person: Person, muscle: Mapping[str, Any]) -> list[Part]:
    """Return a muscle of the near leg and the stripes across it."""
    hip, knee, ankle = person.chain("near-leg")
    start, end = (knee, ankle) if muscle["bone"] == "shank" else (hip, knee)
    belly: list[complex]
    if muscle["bone"] == "foot":
        belly = [ankle + p for p in _toe_points(person, "near-leg", muscle["belly"])]
        bars = [_toe_points(person, "near-leg", [(a, b), (a, c)]) for a, b, c in muscle["bars"]]
        lines = tuple(curve([ankle + p for p in bar]) for bar in bars)
    else:
        front = 1j * direction(start, end) * person.height
        belly = [start + (end - start) * along + front * off for along, off in muscle["belly"]]
        lines = tuple(
            curve([start + (end - start) * along + front * off for off in offs])
            for along, *offs in muscle["bars"]
        )
    return [Part("muscle", (blob(belly),)), Part("muscle-mark", lines)]
