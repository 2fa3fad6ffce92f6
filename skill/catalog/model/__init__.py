"""The data types of the content: each class is one kind of entry, file or text in ``content/``."""

from __future__ import annotations

from .drawings import PICTURE_SIZE as PICTURE_SIZE
from .drawings import Drawing as Drawing
from .drawings import Picture as Picture
from .drawings import Role as Role
from .drawings import Shape as Shape
from .drawings import Tone as Tone
from .entries import NO_WORDS as NO_WORDS
from .entries import Condition as Condition
from .entries import Kind as Kind
from .entries import Muscle as Muscle
from .entries import Offer as Offer
from .entries import Passage as Passage
from .entries import Posture as Posture
from .entries import Review as Review
from .entries import SignDoubt as SignDoubt
from .entries import SignOverride as SignOverride
from .entries import SignQuestion as SignQuestion
from .entries import Situation as Situation
from .entries import Tier as Tier
from .entries import Topic as Topic
from .entries import Warning as Warning
from .entries import Words as Words
from .evidence import Claim as Claim
from .evidence import Grade as Grade
from .evidence import Reading as Reading
from .evidence import Reference as Reference
from .evidence import Wording as Wording
from .prompts import AskedPrompt as AskedPrompt
from .prompts import Labels as Labels
from .prompts import Prompts as Prompts
from .prompts import PromptTemplate as PromptTemplate
from .prompts import Way as Way
from .routines import Coaching as Coaching
from .routines import Cue as Cue
from .routines import Question as Question
from .routines import Routine as Routine
from .routines import Step as Step
from .store_texts import Page as Page
from .store_texts import Section as Section
from .store_texts import Store as Store
from .syllable_counts import Readability as Readability
