from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from skill.common.exit_status import status_of

COMMANDS = (("skill.catalog",), ("skill.catalog", "coverage"), ("skill.interaction_model", "check"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_command_ends_quietly_when_nobody_reads_on(
    command: tuple[str, ...], unbuffered: str
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        run = subprocess.run(
            [sys.executable, "-m", *command],
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert (run.returncode, run.stderr) == (0, "")


def test_ctrl_c_is_no_traceback() -> None:
    def interrupted() -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    assert status_of(interrupted) == 130


@pytest.mark.parametrize("status", [0, 1])
def test_a_command_ends_with_its_own_status(status: int) -> None:
    assert status_of(lambda: status) == status
