"""Run the console."""

from __future__ import annotations

import sys

from .cli.parser import main

sys.exit(main())
