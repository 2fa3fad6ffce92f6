"""Verify Alexa requests: certificate chain, signature, timestamp and skill ID."""

from __future__ import annotations

from .chain import load_roots as load_roots
from .chain_file import ChainFile as ChainFile
from .download import Fetch as Fetch
from .download import FetchFailed as FetchFailed
from .download import downloader as downloader
from .keys import Download as Download
from .refusal import Refused as Refused
from .verifier import Verifier as Verifier
