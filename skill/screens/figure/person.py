"""A person: named joints, from the angles of a pose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .limbs import bend_angles, reach
from .outlines import direction, unit

Pose = Mapping[str, Any]
Body = Mapping[str, Any]


#: In this order, so that the far limbs can reach for the near ones.
SIDES = ("near", "far")


#: A limb may end this many centimetres before the point that it is to reach.
SHORT = 3


class PoseError(ValueError):
    """Raised for a pose that no body can take, or that names what is not there."""


@dataclass
class Person:
    """The joints of one person, who looks to the right; ``placed`` gives the place in the picture.

    Angles are degrees of flexion from standing straight, as a physical therapist gives them:
    ankle above 0 is toes toward the shin, knee 0 is straight, hip 90 is sitting.
    """

    body: Body
    pose: Pose
    #: Points of the picture that a limb can reach for, by name.
    known: Mapping[str, complex]
    joints: dict[str, complex] = field(default_factory=dict)
    #: Directions of the feet and hands, by limb.
    ends: dict[str, complex] = field(default_factory=dict)
    angles: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.height: float = self.pose.get("tall", 170)
        bones = self.body["bones"]
        self.up = unit(self.pose.get("up", 90))
        hip = complex(*self.pose["hip"])
        waist = hip + bones["lumbar"] * self.height * self.up
        self.chest = self.up * unit(-self._angle("lean"))
        neck = waist + bones["thorax"] * self.height * self.chest
        toward = self.chest * unit(-self.pose.get("neck", 12))
        self.head_up = toward * unit(12 - self._angle("nod"))
        skull = neck + bones["neck"] * self.height * toward
        shoulder = neck - 0.045 * self.height * self.chest
        self.joints = {"hip": hip, "waist": waist, "neck": neck, "skull": skull}
        self.joints |= {"shoulder": shoulder, "chest": (waist + neck) / 2}
        self.joints["crown"] = skull + 0.7 * bones["head"] * self.height * self.head_up
        for side in SIDES:
            self._leg(side)
        for side in SIDES:
            if f"{side}-arm" in self.pose:
                self._arm(side)

    @property
    def mirrored(self) -> bool:
        """Whether the person looks to the left."""
        return bool(self.pose.get("faces") == "left")

    def placed(self, point: complex) -> complex:
        """Return *point* of the person as a point of the picture, and the other way round."""
        middle = complex(*self.pose["hip"]).real
        return complex(2 * middle - point.real, point.imag) if self.mirrored else point

    def chain(self, limb: str) -> list[complex]:
        """Return the joints of a leg or an arm, from the trunk outward."""
        side, kind = limb.split("-")
        names = ("knee", "ankle") if kind == "leg" else ("elbow", "wrist")
        root = self.joints[f"{side}-hip" if kind == "leg" else f"{side}-shoulder"]
        return [root, *(self.joints[f"{side}-{name}"] for name in names)]

    def _leg(self, side: str) -> None:
        given, limb = self.pose.get(f"{side}-leg", {}), f"{side}-leg"
        self._limb(limb, given, ("hip", "knee", "ankle"), ("thigh", "shank"), -self.up, -1)
        # The sole is at a right angle to the shank when the ankle is at 0.
        shank = direction(*self.chain(limb)[1:])
        if "sole" in given:
            foot = unit(given["sole"])
            self.angles[f"{side}-ankle"] = _angle_between(shank * 1j, foot)
            self._check(f"{limb} ankle", "ankle", self.angles[f"{side}-ankle"])
        else:
            self.angles[f"{side}-ankle"] = self._angle("ankle", given, limb)
            foot = shank * 1j * unit(self.angles[f"{side}-ankle"])
        self.ends[limb] = foot
        ankle = self.joints[f"{side}-ankle"]
        for name, place in (
            ("toe", 0.12 - 0.03j),
            ("heel", -0.034 - 0.036j),
            ("ball", 0.09 - 0.04j),
        ):
            self.joints[f"{side}-{name}"] = ankle + place * foot * self.height

    def _arm(self, side: str) -> None:
        given, limb = self.pose[f"{side}-arm"], f"{side}-arm"
        bend = {"up": -1, "down": 1}[given.get("bend", "down")]
        names, bones = ("shoulder", "elbow", "wrist"), ("upper-arm", "forearm")
        self._limb(limb, given, names, bones, -self.chest, bend)
        forearm = direction(*self.chain(limb)[1:])
        if "points" in given:
            hand = self.placed(unit(given["points"])) - self.placed(0j)
        else:
            hand = forearm * unit(self._angle("wrist", given, limb))
        self.ends[limb] = hand
        self.joints[f"{side}-hand"] = self.joints[f"{side}-wrist"] + 0.05 * self.height * hand

    def _limb(
        self, limb: str, given: Pose, names: Sequence[str], bones: Sequence[str],
        down: complex, bend: int,
    ) -> None:  # fmt: skip
        """Find a limb's joints: from its angles, or from the point that its end is to reach."""
        side = limb.split("-")[0]
        lengths = [self.body["bones"][bone] * self.height for bone in bones]
        root = self.joints[names[0]] + complex(*given.get("shift", (0, 0)))
        if "to" in given:
            target = self._target(given["to"])
            _, middle, end = reach(root, target, lengths, -bend)
            if (short := abs(target - end)) > SHORT:
                raise PoseError(f"{limb} to {given['to']}: is {short:.0f} cm out of reach")
        else:
            first = down * unit(self._angle(names[0], given, limb))
            middle = root + lengths[0] * first
            turn = self._angle(names[1], given, limb)
            end = middle + lengths[1] * first * unit(bend * turn)
        turned = _angle_between(direction(root, middle), direction(middle, end))
        self.angles[f"{side}-{names[0]}"] = _angle_between(down, direction(root, middle))
        self.angles[f"{side}-{names[1]}"] = bend * turned
        for name in names[:2]:
            self._check(f"{limb} {name}", name, self.angles[f"{side}-{name}"])
        self.joints |= {f"{side}-{names[0]}": root, f"{side}-{names[1]}": middle}
        self.joints[f"{side}-{names[2]}"] = end

    def _target(self, given: Sequence[Any]) -> complex:
        if not isinstance(given[0], str):
            return self.placed(complex(*given))
        name, *offset = given
        step = complex(*offset) if offset else 0j
        # A helper reaches for the other person, who alone has known joints.
        if name in self.known:
            return self.placed(self.known[name] + step)
        if name not in self.joints:
            raise PoseError(f"{name}: is no joint")
        return self.joints[name] + (self.placed(step) - self.placed(0j))

    def _angle(self, name: str, given: Pose | None = None, limb: str = "") -> float:
        """Return an angle of the pose; raise PoseError if the joint cannot bend so far."""
        angle: float = (self.pose if given is None else given).get(name, 0)
        self._check(f"{limb} {name}".strip(), name, angle)
        return angle

    def _check(self, place: str, name: str, angle: float) -> None:
        least, most = self.body["limits"][name]
        if not least <= round(angle) <= most:
            raise PoseError(f"{place} {round(angle)}: must be from {least} to {most}")


def _angle_between(first: complex, second: complex) -> float:
    """Return the degrees from *first* to *second*, counter-clockwise above 0."""
    return bend_angles([0j, first, first + second])[0]
