"""The package for ``ask deploy``, checked against both descriptions of Amazon's types."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from skill.interaction_model import amazon_types
from skill.publishing import smapi_schema
from skill.publishing.__main__ import main
from skill.publishing.hosting import Hosting
from skill.publishing.icons import draw
from skill.publishing.manifest import ICONS, description, manifest
from skill.publishing.package import NAME_FREE, SENT, picture_file, write_package
from skill.publishing.package_check import by_amazon, package_problems, size_of
from tests.support.interaction_model import lost
from tests.support.publishing import HOSTING, LOCALE, MODELS, Json, content, model, package

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:cramp-coach"


def whole() -> Json:
    return package().manifest


def publishing(changed: Json) -> Any:
    return changed["manifest"]["publishingInformation"]


def custom(changed: Json) -> Any:
    return changed["manifest"]["apis"]["custom"]


def listing(changed: Json) -> Any:
    return publishing(changed)["locales"][LOCALE]


#: A fault planted in the manifest, and whether each description of the types knows of it.
FAULTS: dict[str, tuple[Callable[[Json], object], bool, bool]] = {
    "a field that is none": (lambda it: it["manifest"].update(version="1.0"), True, True),
    "a misspelt field": (lambda it: listing(it).update(sumary="x"), True, True),
    "a word that is none": (lambda it: publishing(it).update(distributionMode="OPEN"), True, True),
    "an interface that is none": (
        lambda it: custom(it)["interfaces"].append({"type": "TELEPATHY"}),
        True,
        True,
    ),
    "a field of an interface without any": (
        lambda it: custom(it)["interfaces"].append({"type": "CAN_FULFILL_INTENT_REQUEST", "x": 1}),
        True,
        True,
    ),
    "a screen of another shape": (
        lambda it: custom(it)["interfaces"][0]["supportedViewports"][0].update(shape="OVAL"),
        True,
        True,
    ),
    "a width in words": (
        lambda it: custom(it)["interfaces"][0]["supportedViewports"][0].update(minWidth="480"),
        True,
        True,
    ),
    "a country that is none": (
        lambda it: publishing(it).update(distributionCountries=["UK"]),
        True,
        True,
    ),
    "a certificate that is none": (
        lambda it: custom(it)["endpoint"].update(sslCertificateType="Good"),
        True,
        True,
    ),
    "a truth in words": (
        lambda it: it["manifest"]["privacyAndCompliance"].update(containsAds="no"),
        True,
        True,
    ),
    # What the Python types cannot say.
    "no endpoint": (lambda it: custom(it)["endpoint"].pop("uri"), False, True),
    "no TLS": (lambda it: custom(it)["endpoint"].update(uri="http://x.example"), False, True),
    "a long summary": (lambda it: listing(it).update(summary="x" * 161), False, True),
    "five examples": (lambda it: listing(it).update(examplePhrases=["x"] * 5), False, True),
    "no name": (lambda it: listing(it).pop("name"), False, True),
}


def test_amazon_s_types_are_installed() -> None:
    assert amazon_types.amazon_types_installed()
    assert smapi_schema.smapi_schema_installed(), "npm ci --ignore-scripts"


@pytest.mark.parametrize("published", [False, True])
def test_the_package_is_in_order(published: bool) -> None:
    found = package_problems(package(published=published), content(), MODELS, HOSTING)
    assert list(found) == []


@pytest.mark.parametrize("hosting", [HOSTING, Hosting(FUNCTION, "https://pages.example")])
def test_the_manifest_survives_amazon_s_own_reader_and_writer(hosting: Hosting) -> None:
    built = manifest(content(), hosting)
    serializer = DefaultSerializer()
    read = serializer.deserialize(json.dumps(built), SkillManifestEnvelope)
    assert list(lost(built, serializer.serialize(read))) == []
    assert list(by_amazon(built, "manifest")) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_both_descriptions_or_by_the_one_that_can(fault: str) -> None:
    plant, by_types, by_spec = FAULTS[fault]
    changed = whole()
    plant(changed)
    assert bool(list(amazon_types.amazon_type_problems(changed, amazon_types.MANIFEST))) == by_types
    assert bool(list(smapi_schema.smapi_schema_problems(changed, smapi_schema.MANIFEST))) == by_spec


def test_both_descriptions_look_at_the_interaction_model_as_well() -> None:
    changed = model()
    changed["interactionModel"]["languageModel"]["intents"][0]["sample"] = []
    assert [problem for problem in by_amazon(changed, "model") if "sample" in problem] != []
    assert list(amazon_types.amazon_type_problems(changed)) != []
    assert list(smapi_schema.smapi_schema_problems(changed, smapi_schema.MODEL)) != []


def test_every_locale_has_a_listing_pages_icons_and_a_model() -> None:
    files = package().files()
    information = publishing(whole())
    compliance = whole()["manifest"]["privacyAndCompliance"]["locales"]
    assert set(information["locales"]) == set(compliance) == set(content())
    for locale, listed in information["locales"].items():
        assert f"{SENT}/interactionModels/custom/{locale}.json" in files
        for field in ICONS:
            assert f"{SENT}/{listed[field].removeprefix('file://')}" in files
        assert listed["description"] == description(content()[locale])
        assert len(listed["examplePhrases"]) == 3
    assert compliance[LOCALE] == {
        "privacyPolicyUrl": "https://cramp-coach.example/privacy",
        "termsOfUseUrl": "https://cramp-coach.example/terms",
    }


def test_it_is_offered_only_where_the_emergency_number_is_known() -> None:
    information = publishing(whole())
    assert information["isAvailableWorldwide"] is False
    assert information["distributionCountries"] == ["AU", "CA", "GB", "IN", "US"]


def test_health_info_means_hipaa_and_we_have_none() -> None:
    assert whole()["manifest"]["privacyAndCompliance"]["usesHealthInfo"] is False


def test_no_event_is_subscribed_to_because_nothing_could_be_erased() -> None:
    assert "events" not in whole()["manifest"]
    assert "permissions" not in whole()["manifest"]


def test_a_function_has_no_certificate_and_regions_have_endpoints_of_their_own() -> None:
    elsewhere = Hosting(FUNCTION, "https://pages.example", regions={"EU": HOSTING.endpoint})
    found = custom(manifest(content(), elsewhere))
    assert found["endpoint"] == {"uri": FUNCTION}
    eu = {"uri": HOSTING.endpoint, "sslCertificateType": "Trusted"}
    assert found["regions"] == {"EU": {"endpoint": eu}}


def test_only_a_published_skill_can_be_reached_without_its_name() -> None:
    first, later = package(), package(published=True)
    asked = {"type": "CAN_FULFILL_INTENT_REQUEST"}
    assert asked not in custom(first.manifest)["interfaces"]
    assert asked in custom(later.manifest)["interfaces"]
    assert NAME_FREE not in first.models[LOCALE]["interactionModel"]
    points = later.models[LOCALE]["interactionModel"][NAME_FREE]["ingressPoints"]
    assert points[0]["type"] == "LAUNCH"
    assert "name" not in points[0]
    assert points[0]["sampleUtterances"][0] == {"format": "RAW_TEXT", "value": "my leg is cramping"}
    assert all(point["type"] == "INTENT" and point["name"] for point in points[1:])


def test_the_committed_models_are_the_ones_that_are_sent() -> None:
    files = package().files()
    for locale, catalog in content().items():
        committed = (MODELS / f"{catalog.language}.json").read_bytes()
        assert files[f"{SENT}/interactionModels/custom/{locale}.json"] == committed


def test_a_written_package_holds_nothing_of_an_older_one_but_what_ask_keeps(tmp_path: Path) -> None:
    old = tmp_path / SENT / "interactionModels" / "custom" / "de-DE.json"
    kept = tmp_path / ".ask" / "ask-states.json"
    for file in (old, kept):
        file.parent.mkdir(parents=True)
        file.write_text("{}")
    written = list(write_package(package(), tmp_path))
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert found >= {*written, ".ask/ask-states.json"}
    assert not old.exists()
    resources = json.loads((tmp_path / "ask-resources.json").read_text(encoding="utf-8"))
    assert resources["profiles"]["default"] == {"skillMetadata": {"src": "./skill-package"}}


@pytest.mark.parametrize("side", ICONS.values())
def test_an_icon_is_what_its_drawing_gives(side: int) -> None:
    committed = picture_file(side).read_bytes()
    assert size_of(committed) == (side, side)
    assert committed == draw(side), "run `python -m skill.publishing icons`"


def test_a_picture_of_another_size_is_found() -> None:
    changed = package()
    place = next(iter(changed.icons))
    changed = type(changed)(changed.manifest, changed.models, dict(changed.icons) | {place: b"GIF"})
    found = list(package_problems(changed, content(), MODELS, HOSTING))
    assert found == [f"{SENT}/{place}: is no PNG instead of 108 pixels a side"]


def test_the_command_refuses_an_endpoint_that_amazon_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint = "http://localhost:8000/"
    assert main(["package", "--endpoint", endpoint, "--out", str(tmp_path / "out")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "hosting: endpoint: 'http://localhost:8000/' does not begin with https://"
    assert {line.partition(":")[0] for line in lines} == {"hosting", "skill-package/skill.json"}
    assert not (tmp_path / "out").exists()


def test_the_command_writes_the_package(tmp_path: Path) -> None:
    run = command(
        "package", "--endpoint", "https://cramp-coach.example/alexa", "--out", str(tmp_path)
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1].startswith(f"{tmp_path}: in order")
    sent = json.loads((tmp_path / SENT / "skill.json").read_text(encoding="utf-8"))
    assert sent == package().manifest


def test_the_pages_can_be_written_for_a_skill_whose_server_serves_none(tmp_path: Path) -> None:
    assert main(["pages", str(tmp_path), "--contact", "A Ltd"]) == 0
    text = (tmp_path / "privacy" / "index.html").read_text(encoding="utf-8")
    assert "Cramp Coach is run by A Ltd." in text


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "skill.publishing", *words],
        capture_output=True,
        text=True,
        check=False,
    )
