from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from skill import cli
from skill.common.paths import CONTENT
from skill.server.settings import Settings, SettingsError

ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"


def test_who_runs_the_skill_is_read_for_the_privacy_page() -> None:
    found = Settings.read({"ALEXA_SKILL_ID": ID, "PRIVACY_CONTACT": " A Ltd "})
    assert found == Settings(ID, contact="A Ltd")


def test_a_skill_id_is_all_that_is_needed() -> None:
    assert Settings.read({"ALEXA_SKILL_ID": f" {ID} "}) == Settings(ID)
    assert Settings("s").content == CONTENT
    assert (CONTENT / "locales.yaml").is_file()


@pytest.mark.parametrize("environment", [{}, {"ALEXA_SKILL_ID": ""}, {"ALEXA_SKILL_ID": "  "}])
def test_without_a_skill_id_the_message_says_where_to_find_it(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"ALEXA_SKILL_ID is not set: .*developer console"):
        Settings.read(environment)


def test_a_trust_store_is_a_file_that_is_there(tmp_path: Path) -> None:
    store = tmp_path / "root.pem"
    environment = {"ALEXA_SKILL_ID": ID, "ALEXA_TRUST_STORE": str(store)}
    with pytest.raises(SettingsError, match=r"ALEXA_TRUST_STORE: .* is not a file"):
        Settings.read(environment)
    store.write_bytes(b"")
    assert Settings.read(environment).trust_store == store


def test_an_empty_trust_store_means_the_usual_roots() -> None:
    assert Settings.read({"ALEXA_SKILL_ID": ID, "ALEXA_TRUST_STORE": " "}).trust_store is None


def test_a_truncated_skill_id_is_not_one() -> None:
    for odd in ("amzn1.ask.skil", ID[:-1], ID + "0", ID.upper(), "s", f"{ID},{ID}"):
        with pytest.raises(SettingsError, match=r"ALEXA_SKILL_ID: .* is not the whole id"):
            Settings.read({"ALEXA_SKILL_ID": odd})
    old = ID.replace("ask.skill", "echo-sdk-ams.app")
    assert Settings.read({"ALEXA_SKILL_ID": old}).skill_id == old


def test_the_workers_are_a_number() -> None:
    environment = {"ALEXA_SKILL_ID": ID}
    assert Settings.read(environment).workers == 2
    assert Settings.read(environment | {"WEB_CONCURRENCY": " 4 "}).workers == 4
    for odd in ("0", "-1", "zwei", "4.5", "\u0661\u00b2"):
        with pytest.raises(SettingsError, match=r"WEB_CONCURRENCY: .* is not a positive whole"):
            Settings.read(environment | {"WEB_CONCURRENCY": odd})


def test_the_address_has_a_port() -> None:
    environment = {"ALEXA_SKILL_ID": ID}
    assert Settings.read(environment).bind == "127.0.0.1:8000"
    assert Settings.read(environment | {"BIND": "[::]:80"}).bind == "[::]:80"
    for odd in ("localhost", "localhost:", ":80", "0.0.0.0:99999", "0.0.0.0:http"):
        with pytest.raises(SettingsError, match=r"BIND: .* is not an address and a port"):
            Settings.read(environment | {"BIND": odd})


@pytest.mark.parametrize(
    ("name", "value"),
    [("WEB_CONCURRENCY", "zwei"), ("ALEXA_SKILL_ID", "amzn1.ask.skil"), ("BIND", "0.0.0.0:99999")],
)
def test_a_wrong_setting_stops_the_start_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv("ALEXA_SKILL_ID", ID)
    monkeypatch.setenv(name, value)
    assert cli.main(["serve"]) == 2
    written = capsys.readouterr().err
    assert written.startswith(f"{name}: {value} is not ")
    assert written.count("\n") == 1


def test_the_runtime_folder_is_systemd_s() -> None:
    found = Settings.read({"ALEXA_SKILL_ID": ID, "RUNTIME_DIRECTORY": "/run/cramp-coach"})
    assert found.runtime_folder == Path("/run/cramp-coach")


def test_no_variable_turns_anything_off() -> None:
    odd = {"ALEXA_SKILL_ID": ID, "ALEXA_VERIFY": "no", "DEBUG": "1", "ALEXA_CONTENT": "elsewhere"}
    assert Settings.read(odd) == Settings(ID)


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings("s").skill_id = "other"  # type: ignore[misc]  # that is the point
