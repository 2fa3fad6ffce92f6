"""Send signed requests of every kind to the real app, as many as wanted.

``python -m tests.fuzz --requests 100000`` ends with a count, also when it is interrupted,
and with status 1 at the first answer that breaks a promise.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from skill.catalog import load_catalogs
from skill.common.paths import CONTENT
from tests.support.endpoint import Door, Json
from tests.support.mutations import bodies, handfuls, written

BATCH = 100


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="another seed, other requests")
    options = parser.parse_args()
    door = Door()
    some = handfuls(door, load_catalogs(CONTENT)["en-US"])
    return run(door, some, options.requests, options.seed * 10**6)


def run(door: Door, some: st.SearchStrategy[list[Json]], requests: int, first: int) -> int:
    """Send that many requests, say what became of them, and return 1 if a promise was broken."""
    shapes = (some.map(lambda few: list(map(written, few))), bodies(some).map(lambda one: [one]))
    began, status, number = time.monotonic(), 0, 0
    try:
        while door.count.total() < requests:
            _batch(door, shapes[number % len(shapes)], first + number)
            number += 1
            print(f"\r{door.count.total()} requests", end="", flush=True, file=sys.stderr)
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
    except Exception:
        traceback.print_exc()
        status = 1
    seconds = time.monotonic() - began
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(door.count.items()))
    print(f"\n{door.count.total()} requests in {seconds:.0f} s: {outcomes}; broken: {status}")
    for where, count in door.faults.most_common():
        print(f"apologised {count} times for {where}")
    return status


def _batch(door: Door, shape: st.SearchStrategy[list[bytes]], number: int) -> None:
    @seed(number)
    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(shape)
    def every_answer_keeps_the_promises(sent: list[bytes]) -> None:
        for body in sent:
            door.post(body)

    every_answer_keeps_the_promises()


if __name__ == "__main__":
    sys.exit(main())
