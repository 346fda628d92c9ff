"""A case 事项 as its readers see it."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from contracts.views.case_work import Came, Work
from contracts.views.directory import TriangleView
from contracts.views.ruling import RulingView
from contracts.views.view import Moment, Next, View
from contracts.words import Owner, Place


class Help(View):
    """One department called for a case: whether it has answered, and since when."""

    department: str
    department_name: str
    stage: str
    at: AwareDatetime | None = None


class Adviser(View):
    """A lawyer or officer attached to the place who helps with matters like this."""

    account: str
    name: str
    profession: str
    profession_zh: str
    profession_en: str


class Offered(View):
    """What the reader may do at once, ready to be sent."""

    action: str
    label_zh: str
    label_en: str
    why_zh: str
    why_en: str
    method: str
    path: str
    """Below the prefix of the API."""
    body: Mapping[str, Any]
    """What to send; the reader may change it first."""


class CaseRow(View):
    """A case in a list."""

    id: str
    version: int
    number: str
    stage: str
    category: str
    category_zh: str
    category_en: str
    text: str
    address: str
    street: str | None = None
    community: str | None = None
    compound: str | None = None
    """The compound 小区 it lies in."""
    compound_name: str | None = None
    urgency: str | None = None
    owner: Owner | None = None
    stuck: bool = False
    """久拖不决: it went back and forth too often, or is too old."""
    offers: tuple[Offered, ...] = ()
    """What this reader is offered to do about it, unasked."""
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class CaseView(CaseRow):
    """A case with everything its reader may know."""

    place: Place
    channel: str
    sphere: str | None = None
    crosses: bool = False
    confidential: bool = False
    mine: bool = False
    """The reader is one of its reporters."""
    reporters: tuple[str, ...] | None = None
    """Accounts; None when the reader may not know who reported it."""
    reporter_names: tuple[str, ...] | None = None
    """Whole for whoever handles it now, `张**` for others of the place."""
    about: str | None = None
    """Whom it reports: they step aside, and do not see it."""
    reporter_count: int
    photos: tuple[str, ...] = ()
    result: str | None = None
    result_photos: tuple[str, ...] = ()
    feedback: str | None = None
    reopened: int = 0
    merged_into: str | None = None
    reason: str | None = None
    """Why it was refused, withdrawn or merged."""
    pointer: str | None = None
    """Who can help instead, when it was refused."""
    task_id: str | None = None
    whistle_id: str | None = None
    triangle: TriangleView | None = None
    """铁三角 of its grid; None when the reader handles nothing there."""
    help: tuple[Help, ...] = ()
    """The departments called for it, through its whistle or a transfer."""
    advisers: tuple[Adviser, ...] = ()
    """Who is attached to the place and helps with this category; for those who handle it."""
    rulings: tuple[RulingView, ...] = ()
    """What whoever has it says is not theirs, and what was ruled; for those who handle it."""
    came: Came
    work: Work
    timeline: tuple[Moment, ...]


class Revealed(View):
    """Who reported a case. That it was asked for, by whom and why, is on record."""

    case_id: str
    reporters: tuple[str, ...]
    names: tuple[str, ...]
    on_behalf_of: tuple[str, ...] = ()
    """Those for whom somebody else reported it: who rang, wrote in a group, lets it be carried."""
    phones: tuple[str, ...] = ()
    """Of whoever rang, and those in what was written."""


class Looked(View):
    """Somebody in charge looked at who one is: shown to the one who was looked at."""

    at: AwareDatetime
    case_id: str
    by: str
    """Where whoever looked is posted; not the person."""
    by_name: str
    reason: str
