"""The page's requests about files: record, save, load, play; and to listen and to read anew."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from ...folders import PROJECT
from .. import recording
from ..conversation import Conversation, conversation_from_text, read_conversation, turn_from
from ..errors import ConsoleError
from ..listening import MISSING, Listener, Whisper, installed
from ..play import differences, take
from .asked import body, field
from .desk import Desk
from .errors import PageError, unreadable
from .options import CONVERSATIONS
from .sitting import Asked
from .talking import Created, told

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: A minute of speech, and no more.
LONGEST_SOUND = 2 * 16_000 * 60 + 1000
