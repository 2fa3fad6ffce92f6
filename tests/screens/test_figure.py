"""The poses of the pictures agree with the words, and with what a body can do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.common.paths import CONTENT
from skill.common.strict_yaml import read_yaml
from skill.screens.__main__ import main
from skill.screens.figure.person import Person
from skill.screens.figure.person_parts import foot_points
from skill.screens.figure.pose_book import FigureError, Plate, read_plates

#: In the words of a picture: what the near leg, which is the sore one, must do.
TOES_UP = (
    r"toes (pulled )?(up|back)|pulling the toes up|drawing (the toes|them) back|toward the shin"
)
POINTED = r"pointed away|point away|pressing the top of the foot down"
STRAIGHT = r"(leg|knee)( lying)?( of the sore leg)? straight|straight (out|with)|nearly straight"
HEEL_DOWN = (
    r"the heel down|heel on the floor|heel of the sore leg down|foot (of the sore leg )?flat"
)
#: A foot that reaches the floor so nearly, in centimetres, rests on it.
NEAR = 1.5

#: A picture whose words speak of two people or two legs in turn has one figure for each.
TWO_WAYS = {name for name in read_yaml(CONTENT / "en" / "pictures.yaml") if "against" in name}


@pytest.fixture(scope="module")
def plates() -> Mapping[str, Plate]:
    return read_plates(CONTENT)


def people(
    plates: Mapping[str, Plate], catalog: Catalog, words: str
) -> Iterator[tuple[str, Person]]:
    """Yield the person of each picture whose description has *words*."""
    found = [
        (name, plate.scene.person)
        for name, plate in plates.items()
        if name not in TWO_WAYS and re.search(words, catalog.pictures[name].words)
    ]
    assert len(found) > 3
    for name, person in found:
        assert person is not None, name
        yield name, person


def test_the_pictures_are_those_of_the_poses(plates: Mapping[str, Plate]) -> None:
    files = {path.stem: path for path in (CONTENT / "pictures").glob("*.yaml")}
    assert files.keys() == plates.keys()
    stale = [n for n, plate in plates.items() if files[n].read_text("utf-8") != plate.yaml()]
    assert stale == [], "run: python -m skill.screens draw"


def test_toes_that_are_pulled_up_are_up(plates: Mapping[str, Plate], catalog: Catalog) -> None:
    for name, person in people(plates, catalog, TOES_UP):
        assert person.angles["near-ankle"] > 15, name


def test_a_foot_that_points_away_points_away(plates: Mapping[str, Plate], catalog: Catalog) -> None:
    for name, person in people(plates, catalog, POINTED):
        assert person.angles["near-ankle"] < -20, name


def test_a_straight_leg_is_straight(plates: Mapping[str, Plate], catalog: Catalog) -> None:
    for name, person in people(plates, catalog, STRAIGHT):
        limit = 20 if "nearly straight" in catalog.pictures[name].words else 5
        assert abs(person.angles["near-knee"]) < limit, name


def test_a_heel_that_is_down_is_on_the_floor(plates: Mapping[str, Plate], catalog: Catalog) -> None:
    for name, person in people(plates, catalog, HEEL_DOWN):
        ankle = person.joints["near-ankle"].imag
        lowest = ankle + min(point.imag for point in foot_points(person, "near-leg"))
        assert abs(lowest) < NEAR, name


def test_a_knee_that_is_bent_a_little_is_bent_a_little(
    plates: Mapping[str, Plate], catalog: Catalog
) -> None:
    assert catalog.pictures["calf-wall-bent"].words.count("bent a little") == 1
    person = plates["calf-wall-bent"].scene.person
    assert person is not None
    assert 10 < person.angles["near-knee"] < 45


def test_the_near_leg_is_the_one_in_the_words(
    plates: Mapping[str, Plate], catalog: Catalog
) -> None:
    """A person who looks to the right shows the right side."""
    sided = [n for n in plates if re.search("(right|left) leg", catalog.pictures[n].words)]
    assert len(sided) == 6
    for name in sided:
        assert ("left leg" in catalog.pictures[name].words) == plates[name].mirrored, name


def test_a_helper_is_another_person_than_the_one_who_is_helped(
    plates: Mapping[str, Plate], catalog: Catalog
) -> None:
    helped = {n for n in plates if re.search("[Hh]elper('s)?|nurse", catalog.pictures[n].words)}
    helped.discard("helping-foot-thumb")
    assert len(helped) > 20
    roles = {n: {part.role for part in plates[n].parts()} for n in plates}
    assert helped == {n for n in plates if "helper-clothes" in roles[n]} - {"helping-foot-thumb"}


def test_a_place_in_the_words_is_drawn(plates: Mapping[str, Plate], catalog: Catalog) -> None:
    places = {"dialysis chair": "recliner", "At the wheel": "car", "In a wheelchair": "wheelchair",
              "Hands on a wall": "wall", "rail": "rail-seat", "in bed": "bed"}  # fmt: skip
    for words, place in places.items():
        found = [n for n in plates if words in catalog.pictures[n].words and n not in TWO_WAYS]
        assert len(found) > 1, words
        for name in found:
            assert plates[name].pose["place"] == place, name


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the folders that the drawings need."""
    for name in ("figure", "pictures"):
        shutil.copytree(CONTENT / name, tmp_path / name)
    return tmp_path


def test_drawing_again_changes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", "--content", str(content)]) == 0
    assert "0 files changed" in capsys.readouterr().out


def test_a_changed_angle_changes_one_picture(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = content / "figure" / "poses" / "standing.yaml"
    file.write_text(file.read_text().replace("-102, toes: -60", "-102, toes: -50"))
    assert main(["draw", "--content", str(content)]) == 0
    assert "1 files changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("knee: 136", "knee: 175", "thigh-front-standing: near-leg knee 175: must be from 0 to"),
        ("mark: thigh-front", "mark: elbow", "thigh-front-standing: mark: elbow: is no muscle"),
        ("near-ankle, 0, 6", "near-nose, 0, 6", "thigh-front-standing: near-nose: is no joint"),
        ("near-ankle, 0, 6", "near-ankle, 0, -30", "near-arm to ['near-ankle', 0, -30]: is "),
        ("like: shin-standing", "like: nothing", "top-standing: like: nothing: is no pose"),
    ],
)
def test_a_pose_that_no_body_takes_is_refused_in_a_line(
    content: Path, old: str, new: str, problem: str
) -> None:
    file = content / "figure" / "poses" / "standing.yaml"
    text = file.read_text()
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new))
    with pytest.raises(FigureError, match=re.escape(problem)):
        read_plates(content)
