"""时限申请: what may be asked about the time of a call, or about the call itself."""

from enum import StrEnum
from typing import Literal

Wish = Literal["extension", "suspension", "waiver"]
"""延期: more time. 挂账: no time runs until a day. 免办: the street needs it no more."""


class Cause(StrEnum):
    """Why a matter can wait 挂账 (all ours, after the notes of a city's operating rules)."""

    SEASON = "season"
    FUNDING = "funding"
    PLANNING = "planning"
    LITIGATION = "litigation"
    CROSS_REGION = "cross_region"
    WAITING_PERSON = "waiting_person"
