from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.verification.download import MAX_BODY, FetchFailed, downloader
from tests.support.certificate_host import MISBEHAVIOURS, StandIn, stand_in
from tests.support.pki import pem, the_pki

# Short, so that the tests are; the real limit is tried over HTTP in test_verification_cases.
SECONDS = 0.6
#: Well before the ten seconds for which the host goes on, however busy this machine is.
SOON = 5.0
PROPER = {"chunks"}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with stand_in(the_pki(), tmp_path_factory.mktemp("host")) as server:
        server.files["just-right"] = b"x" * MAX_BODY
        server.files["one-too-many"] = b"x" * (MAX_BODY + 1)
        yield server


def fetch(host: StandIn, name: str, port: int | None = None) -> bytes:
    get = downloader(the_pki().roots, SECONDS)
    return get(f"https://localhost:{port or host.server_port}/echo.api/{name}.pem")


@pytest.mark.parametrize("name", ["good", "chunks"])
def test_a_chain_is_downloaded_over_tls(host: StandIn, name: str) -> None:
    assert fetch(host, name) == the_pki().good


@pytest.mark.parametrize("name", sorted(MISBEHAVIOURS.keys() - PROPER))
def test_a_host_that_misbehaves_is_given_up_soon(host: StandIn, name: str) -> None:
    before, began = len(host.paths), time.monotonic()
    if name == "packed":
        # It comes as it was sent; it is for the chain's reader to find no certificate in it.
        assert fetch(host, name)[:2] == b"\x1f\x8b"
    else:
        with pytest.raises(FetchFailed):
            fetch(host, name)
    assert time.monotonic() - began < SOON
    # There is no second try, and no other address.
    assert host.paths[before:] == [f"/echo.api/{name}.pem"]


@pytest.mark.parametrize("name", ["endless", "endless-headers", "endless-continue"])
def test_an_endless_answer_is_given_up_before_the_time_is_over(host: StandIn, name: str) -> None:
    with pytest.raises(FetchFailed) as failure:
        fetch(host, name)
    assert "Timeout" not in str(failure.value)


def test_the_size_of_a_download_is_limited(host: StandIn) -> None:
    assert len(fetch(host, "just-right")) == MAX_BODY
    with pytest.raises(FetchFailed):
        fetch(host, "one-too-many")


def test_a_server_with_the_certificate_of_another_host_is_not_believed(host: StandIn) -> None:
    before = len(host.paths)
    with pytest.raises(FetchFailed, match="SSLCertVerificationError"):
        downloader(the_pki().roots, SECONDS)(f"https://127.0.0.1:{host.server_port}/good.pem")
    assert len(host.paths) == before


def test_a_server_is_not_believed_without_a_trusted_root(host: StandIn) -> None:
    with pytest.raises(FetchFailed, match="SSLCertVerificationError"):
        downloader([], SECONDS)(f"https://localhost:{host.server_port}/good.pem")


def test_the_system_s_own_roots_count_too(
    host: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "roots.pem"
    file.write_bytes(pem(*the_pki().roots))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    get = downloader([], SECONDS)
    assert get(f"https://localhost:{host.server_port}/good.pem") == the_pki().good


def test_no_proxy_is_asked(host: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetch(host, "good") == the_pki().good


def test_a_host_that_is_not_there_is_a_failure(host: StandIn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    with pytest.raises(FetchFailed, match="ConnectionRefusedError"):
        fetch(host, "good", closed)
    # A name that no resolver is asked about.
    with pytest.raises(FetchFailed, match="UnicodeError"):
        downloader([], SECONDS)(f"https://{'a' * 99}.example/good.pem")


def test_a_host_that_never_shakes_hands_is_given_up(host: StandIn) -> None:
    began = time.monotonic()
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(FetchFailed, match="Timeout"),
    ):
        fetch(host, "good", server.getsockname()[1])
    assert time.monotonic() - began < SOON
