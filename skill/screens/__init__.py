"""What a device with a screen shows: Amazon's documents, and what goes into them."""

from __future__ import annotations
