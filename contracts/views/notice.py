"""A notice to groups 群通知 as its readers see it."""

from pydantic import AwareDatetime

from contracts.noticing import Counts, NoticeKind
from contracts.views.city import Named
from contracts.views.view import Moment, Next, View
from contracts.words import Owner


class NoticeRow(View):
    """A notice in a list."""

    id: str
    version: int
    number: str
    stage: str
    kind: NoticeKind
    kind_zh: str
    kind_en: str
    title: str
    group: str
    group_name: str
    level: int
    """Of the group at the top: 1 street, 2 community, 3 grid, 4 building, 5 unit."""
    groups: int
    """How many groups it went to."""
    reads: int
    """How many people had read it when it was last counted."""
    replies: int
    replies_until: AwareDatetime
    owner: Owner | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class NoticeView(NoticeRow):
    """A notice with everything its reader may know."""

    text: str
    answers: tuple[Named, ...] = ()
    """What may be replied."""
    offer_id: str | None = None
    reason: str | None = None
    """Why it was taken back."""
    counts: Counts | None = None
    """By group and level; None for who only gets it."""
    timeline: tuple[Moment, ...]
