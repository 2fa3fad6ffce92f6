"""The content of the skill, read from ``content/`` into one catalog per locale."""

from __future__ import annotations

from .catalog import Catalog as Catalog
from .catalog import Catalogs as Catalogs
from .catalog import Named as Named
from .compiled import load_catalogs as load_catalogs
from .compiled import ready_catalogs as ready_catalogs
from .content_error import ContentError as ContentError
from .model import PICTURE_SIZE as PICTURE_SIZE
from .model import AskedPrompt as AskedPrompt
from .model import Coaching as Coaching
from .model import Condition as Condition
from .model import Cue as Cue
from .model import Kind as Kind
from .model import Labels as Labels
from .model import Muscle as Muscle
from .model import Offer as Offer
from .model import Page as Page
from .model import Passage as Passage
from .model import Picture as Picture
from .model import Prompts as Prompts
from .model import Question as Question
from .model import Reference as Reference
from .model import Role as Role
from .model import Routine as Routine
from .model import Shape as Shape
from .model import SignDoubt as SignDoubt
from .model import SignOverride as SignOverride
from .model import SignQuestion as SignQuestion
from .model import Situation as Situation
from .model import Step as Step
from .model import Store as Store
from .model import Tier as Tier
from .model import Topic as Topic
from .model import Warning as Warning
from .model import Way as Way
from .model import Words as Words
from .provenance import provenance as provenance
from .required_ids import ActivityId as ActivityId
from .required_ids import AnswerId as AnswerId
from .required_ids import BodyPartId as BodyPartId
from .required_ids import ContextId as ContextId
from .required_ids import MuscleId as MuscleId
from .required_ids import RoutineId as RoutineId
from .required_ids import SignId as SignId
from .required_ids import SituationId as SituationId
