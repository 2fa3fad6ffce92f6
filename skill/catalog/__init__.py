"""The content of the skill, read from ``content/`` into one catalog per locale."""

from __future__ import annotations

from .catalog import Catalog as Catalog
from .catalog import Catalogs as Catalogs
from .catalog import Named as Named
from .compiled import load_catalogs as load_catalogs
from .compiled import ready_catalogs as ready_catalogs
from .content_error import ContentError as ContentError
from .drawings import PICTURE_SIZE as PICTURE_SIZE
from .drawings import Picture as Picture
from .drawings import Role as Role
from .drawings import Shape as Shape
from .evidence import Reference as Reference
from .model import Condition as Condition
from .model import Kind as Kind
from .model import Muscle as Muscle
from .model import Passage as Passage
from .model import SignQuestion as SignQuestion
from .model import Situation as Situation
from .model import Tier as Tier
from .model import Topic as Topic
from .model import Warning as Warning
from .model import Words as Words
from .routine_model import Coaching as Coaching
from .routine_model import Cue as Cue
from .routine_model import Question as Question
from .routine_model import Routine as Routine
from .routine_model import Step as Step
from .store_texts import Page as Page
from .store_texts import Store as Store
from .texts import suggestions as suggestions
