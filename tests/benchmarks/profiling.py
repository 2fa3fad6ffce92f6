"""Where the time of a request goes, measured in this process without a server."""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from skill.app import create_app
from skill.console.client.request_envelopes import SKILL_ID
from skill.server.settings import Settings
from skill.verification import Verifier
from tests.benchmarks import report
from tests.benchmarks.mix import Asked
from tests.benchmarks.places import ROOT
from tests.benchmarks.progress import Progress
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.unit import rsa_verification
from tests.benchmarks.wsgi import call, environ
from tests.support.signed_requests import Sent, dump

#: Requests of one kind in one round of one part.
BATCH = 20
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--rounds": {"type": int, "default": 15, "help": "default: 15"},
    "--top": {"type": int, "default": 25, "help": "functions to list; default: 25"},
}
#: The one call that cannot be made quicker: shown by itself.
RSA = "RSA itself"

Part = Callable[[Sent], object]
Timed = dict[tuple[str, str], dict[str, float]]


def run(options: argparse.Namespace) -> int:
    """Measure, print where the time goes, and write the JSON."""
    with stage() as around:
        parts, whole = _parts(around)
        timed = _timed(around, parts, options.rounds)
        unit = rsa_verification(around.signer, around.requests(1)[0])
        stats = _profiled(around, whole)
    average = _average(timed)
    print(_text(timed, average, unit))
    shares = _shares(stats)
    print(_text_of_shares(shares, average["skill"]))
    print(f"\nThe {options.top} functions that take most time by themselves:")
    stats.sort_stats("tottime").print_stats(options.top)
    kinds = {" on ".join(pair): figures for pair, figures in timed.items()}
    result = {"us": kinds, "average_us": average, "rsa_us": unit, "shares": shares}
    report.write("profile", result, options.json)
    return 0


def _parts(around: Stage) -> tuple[Mapping[str, Part], Callable[[dict[str, Any]], object]]:
    """Return what is timed by name, each a function of a request, and the skill as it is called."""
    pki = around.signer.pki
    os.environ["BENCHMARK_ANSWERS"] = around.environment["BENCHMARK_ANSWERS"]
    # It reads the answers when it is imported.
    from tests.benchmarks.peers.limit import app as limit

    store = Path(around.environment["ALEXA_TRUST_STORE"])
    skill = create_app(Settings(SKILL_ID, store), fetch=lambda _: pki.good)
    verifier = Verifier(SKILL_ID, pki.roots, lambda _: pki.good)
    parts: Mapping[str, Part] = {
        "limit": lambda sent: call(limit, environ(sent)),
        "verify": lambda sent: verifier.verify(dict(sent.headers), sent.body),
        "skill": lambda sent: call(skill, environ(sent)),
    }
    return parts, lambda made: call(skill, made)


def _timed(around: Stage, parts: Mapping[str, Part], rounds: int) -> Timed:
    """Return microseconds of processor time a request, by kind and device and then by part."""
    took: dict[tuple[str, str], dict[str, list[float]]] = {
        pair: {part: [] for part in parts} for pair in around.recording.asked
    }
    progress = Progress(rounds + 1)
    for number in range(rounds + 1):
        progress.step("timed")
        for pair, asked in around.recording.asked.items():
            batch = [_signed(around, one) for one in islice(cycle(asked), BATCH)]
            for part, do in parts.items():
                figure = _per_request(do, batch)
                # The first round warms up, and fetches the certificate.
                if number:
                    took[pair][part].append(figure)
    progress.end()
    return {
        pair: {part: median(all_of_it) for part, all_of_it in by_part.items()}
        for pair, by_part in took.items()
    }


def _signed(around: Stage, asked: Asked) -> Sent:
    return around.signer.request(dump(asked.envelope()))


def _per_request(do: Part, batch: Sequence[Sent]) -> float:
    began = time.process_time()
    for sent in batch:
        do(sent)
    return (time.process_time() - began) / len(batch) * 1e6


def _average(timed: Timed) -> dict[str, float]:
    parts = next(iter(timed.values()))
    return {part: sum(one[part] for one in timed.values()) / len(timed) for part in parts}


def _profiled(around: Stage, whole: Callable[[dict[str, Any]], object]) -> pstats.Stats:
    made = [environ(sent) for sent in around.requests(600)]
    profile = cProfile.Profile()
    profile.enable()
    for one in made:
        whole(one)
    profile.disable()
    return pstats.Stats(profile)


def _shares(stats: pstats.Stats) -> dict[str, float]:
    """Return the share of the time by module of ours, or by library."""
    spent: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        for place, seconds in _places(function, own, callers):
            spent[place] += seconds
    total = sum(spent.values())
    ordered = sorted(spent.items(), key=lambda pair: -pair[1])
    return {place: seconds / total for place, seconds in ordered}


def _places(
    function: tuple[str, int, str], own: float, callers: Mapping[tuple[str, int, str], Any]
) -> Iterator[tuple[str, float]]:
    """Yield whose time it is: what is built into Python counts for those who called it."""
    file, _, name = function
    if "verify" in name and "RSA" in name:
        yield RSA, own
    elif file == "~" and callers:
        yield from ((_place(caller), times[2]) for caller, times in callers.items())
    else:
        yield _place(function), own


def _place(function: tuple[str, int, str]) -> str:
    file = Path(function[0])
    if file.is_relative_to(ROOT / "skill"):
        return file.relative_to(ROOT).as_posix()
    parts = file.parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return f"Python: {file.stem}" if file.suffix else "Python"


def _text(timed: Timed, average: Mapping[str, float], unit: float) -> str:
    lines = [
        "Microseconds of processor time a request, without a server",
        f"{'':18} {'bare Flask':>10} {'verify':>8} {'the rest':>8} {'the skill':>9}",
    ]
    lines += [_line(f"{kind}, {device}", by_part) for (kind, device), by_part in timed.items()]
    lines += [_line("average", average), f"one RSA-2048 verification: {unit:.0f}"]
    added = (average["skill"] - average["limit"]) / unit
    return "\n".join([*lines, f"added to bare Flask: {added:.1f} RSA verifications"])


def _line(name: str, by_part: Mapping[str, float]) -> str:
    limit, verify, skill = by_part["limit"], by_part["verify"], by_part["skill"]
    rest = skill - limit - verify
    return f"{name:18} {limit:10.0f} {verify:8.0f} {rest:8.0f} {skill:9.0f}"


def _text_of_shares(shares: Mapping[str, float], whole: float) -> str:
    lines = ["", "By module, from cProfile's shares (which make small functions look slower)"]
    lines += [
        f"{place:36} {share:6.1%} {share * whole:7.0f}"
        for place, share in shares.items()
        if share >= 0.004
    ]
    return "\n".join(lines)
