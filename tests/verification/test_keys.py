from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.verification import FetchFailed, Refused
from skill.verification.certificate_url import canonical_url
from skill.verification.chain_file import MOST_CHAINS, ChainFile
from skill.verification.keys import (
    FAILURE_SECONDS,
    MAX_DOWNLOADS,
    MAX_KEPT,
    MAX_QUEUED,
    MAX_WAITING,
    PATIENCE_SECONDS,
    REFRESH_SECONDS,
    RETRY_SECONDS,
    SigningKeys,
)
from tests.support.certificate_urls import BAD_URLS, BAD_URLS_IN_PROCESS, GOOD_URLS
from tests.support.pki import DAY, issue, pem, the_pki

NOW = time.time()
URL = "https://s3.amazonaws.com/echo.api/good.pem"


class Host:
    """Certificate files that can be exchanged, and a gate that can be shut."""

    def __init__(self) -> None:
        self.answer: bytes | Exception = the_pki().good
        self.fetched: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.now_under_way = 0
        self.most_under_way = 0

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        self.now_under_way += 1
        self.most_under_way = max(self.most_under_way, self.now_under_way)
        self.gate.wait(10)
        self.now_under_way -= 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def keys(host: Host) -> SigningKeys:
    return SigningKeys(the_pki().roots, host.fetch)


def until(condition: Callable[[], bool]) -> None:
    """Wait for another thread."""
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def idle(host: Host) -> bool:
    """No thread of ours is at work any more."""
    return host.now_under_way == 0 and not any(
        thread.name.endswith("(_work)") for thread in threading.enumerate()
    )


def numbered(number: int) -> str:
    return f"https://s3.amazonaws.com/echo.api/{number}.pem"


@pytest.mark.parametrize(("url", "path"), GOOD_URLS.items())
def test_amazon_s_urls_lead_to_one_address(url: str, path: str) -> None:
    assert canonical_url(url) == "https://s3.amazonaws.com" + path
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize("url", BAD_URLS + BAD_URLS_IN_PROCESS, ids=lambda url: repr(url)[:70])
def test_any_other_url_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="URL") as refused:
        canonical_url(url)
    # The log does not repeat what a stranger wrote.
    assert "s3" not in refused.value.reason


def test_no_character_that_amazon_does_not_use_is_allowed_in_a_path() -> None:
    allowed = set()
    for code in range(0x300):
        try:
            canonical_url(f"https://s3.amazonaws.com/echo.api/a{chr(code)}b.pem")
            allowed.add(chr(code))
        except Refused:
            continue
    assert "".join(sorted(allowed)) == (
        "-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
    )


def test_a_key_is_downloaded_once(keys: SigningKeys, host: Host) -> None:
    first = keys.key_for(URL, NOW)
    assert isinstance(first, RSAPublicKey)
    assert all(keys.key_for(URL, NOW + seconds) is first for seconds in (0, 1, 600))
    assert host.fetched == [URL]


def test_requests_that_come_together_share_one_download(keys: SigningKeys, host: Host) -> None:
    host.gate.clear()
    with ThreadPoolExecutor(MAX_WAITING) as pool:
        waiting = [pool.submit(keys.key_for, URL, NOW) for _ in range(MAX_WAITING)]
        until(lambda: len(host.fetched) == 1)
        time.sleep(0.05)
        host.gate.set()
        assert len({id(future.result()) for future in waiting}) == 1
    assert host.fetched == [URL]


def wait_for_a_stranger(keys: SigningKeys, url: str) -> Future[RSAPublicKey]:
    """Ask for a key on another thread."""
    future: Future[RSAPublicKey] = Future()

    def ask() -> None:
        try:
            future.set_result(keys.key_for(url, NOW))
        except Refused as refused:
            future.set_exception(refused)

    threading.Thread(target=ask, daemon=True).start()
    return future


def test_slow_downloads_leave_room_for_a_known_key(keys: SigningKeys, host: Host) -> None:
    known = keys.key_for(URL, NOW)
    host.gate.clear()
    strangers = [wait_for_a_stranger(keys, numbered(number)) for number in range(12)]
    until(lambda: host.now_under_way == MAX_DOWNLOADS)
    assert keys.key_for(URL, NOW) is known
    # No request waited: all downloads are still in progress or queued.
    assert not any(future.done() for future in strangers)
    host.gate.set()
    until(lambda: all(future.done() for future in strangers))
    assert host.most_under_way == MAX_DOWNLOADS
    assert all(future.exception() is None for future in strangers)


def test_downloads_wait_for_their_turn_up_to_a_limit(keys: SigningKeys, host: Host) -> None:
    host.gate.clear()
    queued = [keys.download(numbered(number), NOW) for number in range(MAX_DOWNLOADS + MAX_QUEUED)]
    assert all(queued)
    assert keys.download(URL, NOW) is None
    with pytest.raises(Refused, match="too many certificate downloads"):
        keys.known_key(URL, NOW)
    host.gate.set()
    until(lambda: idle(host))
    assert keys.key_for(URL, NOW)
    assert len(host.fetched) == MAX_DOWNLOADS + MAX_QUEUED + 1


def test_a_download_that_has_to_wait_is_not_refused(keys: SigningKeys, host: Host) -> None:
    host.gate.clear()
    host.answer = FetchFailed("the download answered 404")
    strangers = [keys.download(numbered(number), NOW) for number in range(3 * MAX_DOWNLOADS)]
    amazon = wait_for_a_stranger(keys, URL)
    until(lambda: host.now_under_way == MAX_DOWNLOADS)
    host.answer = the_pki().good
    host.gate.set()
    assert amazon.result(5)
    assert all(strangers)


@pytest.fixture
def chains(tmp_path: Path) -> ChainFile:
    return ChainFile(tmp_path / "chains.json")


def test_a_new_process_takes_the_last_chain_from_the_file(host: Host, chains: ChainFile) -> None:
    SigningKeys(the_pki().roots, host.fetch, chains).key_for(URL, NOW)
    host.gate.clear()
    later = SigningKeys(the_pki().roots, host.fetch, chains)
    # Strangers have taken all places and the whole queue.
    for number in range(MAX_DOWNLOADS + MAX_QUEUED):
        later.download(numbered(number), NOW)
    assert later.key_for(URL, NOW)
    host.gate.set()
    until(lambda: idle(host))


def test_a_key_from_the_file_is_refreshed_at_once(host: Host, chains: ChainFile) -> None:
    SigningKeys(the_pki().roots, host.fetch, chains).key_for(URL, NOW)
    later = SigningKeys(the_pki().roots, host.fetch, chains)
    later.key_for(URL, NOW)
    until(lambda: idle(host))
    later.key_for(URL, NOW)
    assert host.fetched == [URL, URL]


def test_a_chain_in_the_file_is_validated_again(host: Host, chains: ChainFile) -> None:
    SigningKeys(the_pki().roots, host.fetch, chains).key_for(URL, NOW)
    expired = the_pki().leaf.not_valid_after_utc.timestamp() + 1
    with pytest.raises(Refused, match="chain is not valid"):
        SigningKeys(the_pki().roots, host.fetch, chains).key_for(URL, expired)
    assert chains.read(URL) is None


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"[" * 99_999, b'{"%s": 1}', b'{"%s": "no chain"}', b"\xff" * 99]
)
def test_a_damaged_file_means_that_there_is_none(
    host: Host, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "chains.json"
    file.write_bytes(content.replace(b"%s", URL.encode()))
    assert SigningKeys(the_pki().roots, host.fetch, ChainFile(file)).key_for(URL, NOW)
    assert ChainFile(file).read(URL) == the_pki().good


def test_a_file_that_cannot_be_written_costs_nothing(host: Host, tmp_path: Path) -> None:
    file = ChainFile(tmp_path / "missing" / "chains.json")
    assert SigningKeys(the_pki().roots, host.fetch, file).key_for(URL, NOW)


def test_the_file_keeps_the_last_chains_only(chains: ChainFile) -> None:
    for number in range(2 * MOST_CHAINS):
        chains.keep(numbered(number), b"a chain")
    kept = [number for number in range(2 * MOST_CHAINS) if chains.read(numbered(number))]
    assert kept == list(range(MOST_CHAINS, 2 * MOST_CHAINS))


def test_few_requests_wait_for_the_same_download(keys: SigningKeys, host: Host) -> None:
    host.gate.clear()
    strangers = [wait_for_a_stranger(keys, URL) for _ in range(MAX_WAITING + 9)]
    until(lambda: sum(future.done() for future in strangers) == 9)
    host.gate.set()
    until(lambda: all(future.done() for future in strangers))
    assert len(host.fetched) == 1


def test_where_threads_are_few_fewer_wait(host: Host) -> None:
    keys = SigningKeys(the_pki().roots, host.fetch, waiting=1)
    host.gate.clear()
    strangers = [wait_for_a_stranger(keys, URL) for _ in range(4)]
    until(lambda: sum(future.done() for future in strangers) == 3)
    host.gate.set()
    until(lambda: all(future.done() for future in strangers))
    assert sum(future.exception() is None for future in strangers) == 1


def test_patience_ends_for_all_who_wait_at_once(keys: SigningKeys, host: Host) -> None:
    host.gate.clear()
    began = time.monotonic()
    with pytest.raises(Refused, match="not there yet"):
        keys.key_for(URL, NOW)
    assert time.monotonic() - began >= PATIENCE_SECONDS
    with pytest.raises(Refused, match="not there yet"):
        keys.key_for(URL, NOW)
    assert time.monotonic() - began < 2 * PATIENCE_SECONDS
    assert len(host.fetched) == 1
    host.gate.set()
    # The download was not in vain.
    until(lambda: idle(host))
    assert keys.key_for(URL, NOW)


def test_a_failure_is_remembered_for_a_moment(keys: SigningKeys, host: Host) -> None:
    host.answer = FetchFailed("the download answered 404")
    for seconds in (0, 1, FAILURE_SECONDS - 1):
        with pytest.raises(Refused, match="could not be downloaded: the download answered 404"):
            keys.key_for(URL, NOW + seconds)
    assert len(host.fetched) == 1
    host.answer = the_pki().good
    assert keys.key_for(URL, NOW + FAILURE_SECONDS)


def test_a_bad_chain_is_remembered_for_a_moment(keys: SigningKeys, host: Host) -> None:
    host.answer = b"no chain"
    for _ in range(3):
        with pytest.raises(Refused, match="chain is not valid"):
            keys.key_for(URL, NOW)
    assert len(host.fetched) == 1


def test_a_clock_set_back_does_not_make_a_failure_last(keys: SigningKeys, host: Host) -> None:
    host.answer = FetchFailed("no answer")
    with pytest.raises(Refused):
        keys.key_for(URL, NOW)
    host.answer = the_pki().good
    assert keys.key_for(URL, NOW - 3600)


def test_a_mistake_in_the_download_is_a_refusal_too(
    keys: SigningKeys, host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    host.answer = RuntimeError("a programming error")
    for number in range(5):
        with pytest.raises(Refused, match="could not be loaded"):
            keys.key_for(numbered(number), NOW)
    assert caplog.text.count("RuntimeError: a programming error") == 5
    host.answer = the_pki().good
    assert keys.key_for(URL, NOW)


def test_a_key_is_refreshed_in_the_background(keys: SigningKeys, host: Host) -> None:
    pki = the_pki()
    old = keys.key_for(URL, NOW)
    host.answer = pem(issue(pki.keys["stranger"], pki.issuer), pki.issuer.certificate)
    host.gate.clear()
    # No request waits for the new one.
    assert keys.key_for(URL, NOW + REFRESH_SECONDS) is old
    assert keys.key_for(URL, NOW + REFRESH_SECONDS) is old
    host.gate.set()
    until(lambda: idle(host))
    assert keys.key_for(URL, NOW + REFRESH_SECONDS) is not old
    assert len(host.fetched) == 2


def test_a_chain_about_to_expire_is_refreshed_before(keys: SigningKeys, host: Host) -> None:
    pki = the_pki()
    left = pki.leaf.not_valid_after_utc.timestamp() - NOW
    old = keys.key_for(URL, NOW + left - 100)
    renewed = issue(pki.keys["signer"], pki.issuer, ends=500 * DAY)
    host.answer = pem(renewed, pki.issuer.certificate)
    assert keys.key_for(URL, NOW + left - 30) is old
    assert len(host.fetched) == 1
    host.gate.clear()
    assert keys.key_for(URL, NOW + left - 20) is old
    host.gate.set()
    until(lambda: idle(host))
    assert len(host.fetched) == 2


@pytest.mark.parametrize("answer", [FetchFailed("no answer"), b"", b"no chain"])
def test_a_failed_refresh_keeps_the_good_key(
    keys: SigningKeys, host: Host, answer: bytes | Exception
) -> None:
    old = keys.key_for(URL, NOW)
    host.answer = answer
    later = NOW + REFRESH_SECONDS
    for seconds in (0, 1, RETRY_SECONDS - 1):
        assert keys.key_for(URL, later + seconds) is old
        until(lambda: idle(host))
    assert len(host.fetched) == 2
    assert keys.key_for(URL, later + RETRY_SECONDS) is old
    until(lambda: idle(host))
    assert len(host.fetched) == 3


def test_an_outage_ends_a_key_only_when_its_chain_expires(keys: SigningKeys, host: Host) -> None:
    keys.key_for(URL, NOW)
    host.answer = FetchFailed("no answer")
    expires = the_pki().leaf.not_valid_after_utc.timestamp()
    assert keys.key_for(URL, expires)
    until(lambda: idle(host))
    with pytest.raises(Refused):
        keys.key_for(URL, expires + 1)


def test_an_expired_chain_is_not_accepted_from_memory(keys: SigningKeys, host: Host) -> None:
    keys.key_for(URL, NOW)
    with pytest.raises(Refused, match="chain is not valid"):
        keys.key_for(URL, the_pki().leaf.not_valid_after_utc.timestamp() + 1)
    assert len(host.fetched) == 2


def test_a_known_key_does_not_count_before_its_time(keys: SigningKeys) -> None:
    keys.key_for(URL, NOW)
    with pytest.raises(Refused, match="chain is not valid"):
        keys.key_for(URL, the_pki().leaf.not_valid_before_utc.timestamp() - 1)


def test_no_number_of_failures_displaces_a_good_key(keys: SigningKeys, host: Host) -> None:
    good = keys.key_for(URL, NOW)
    host.answer = FetchFailed("no answer")
    for number in range(3 * MAX_KEPT):
        with pytest.raises(Refused):
            keys.key_for(numbered(number), NOW)
    assert keys.key_for(URL, NOW) is good
    assert len(host.fetched) == 1 + 3 * MAX_KEPT


def test_memory_is_bounded_and_keeps_what_is_used(keys: SigningKeys, host: Host) -> None:
    keys.key_for(URL, NOW)
    for number in range(2 * MAX_KEPT):
        keys.key_for(numbered(number), NOW)
        keys.key_for(URL, NOW)
    assert host.fetched.count(URL) == 1
    keys.key_for(numbered(0), NOW)
    assert host.fetched.count(numbered(0)) == 2
