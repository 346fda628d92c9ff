"""What every event has in common.

An event is a fact about one aggregate, in the past tense. It forbids unknown fields when it is
built; a reader ignores fields a newer speaker added (`contracts.envelope.decode`).
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Event(BaseModel):
    """Something that happened."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    type: ClassVar[str] = "event"
    """Its dotted wire name; a breaking change is a new name ending in .v2."""
