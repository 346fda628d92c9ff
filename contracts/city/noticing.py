"""[notices] of city.toml: who may tell which groups what, and how long replies are taken.

Rule 1: a group is led by its owner 群主 and its administrators 群管理员 (platform management,
管理 保障 互动机制); whoever leads a group leads all below it.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from contracts.actor import Role
from contracts.calendar import Span
from contracts.channels import GroupLevel
from contracts.noticing import NoticeKind, Reaction


class NoticeRule(BaseModel):
    """Who may send one kind of notice, to which groups, and what may be replied."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    leaders: bool = True
    """Whether who leads the group, or one above it, may send it."""
    roles: tuple[Role, ...] = ()
    """Posts that may too, at the group's place or above it."""
    levels: tuple[GroupLevel, ...] = (1, 2, 3, 4, 5)
    """Of the group at the top."""
    replies: Span = Span.parse("3 cd")
    """How long replies are taken when no time is given."""
    answers: Annotated[tuple[Reaction, ...], Field(min_length=1)] = (
        Reaction.NOTED,
        Reaction.QUESTION,
    )


_KINDS: Final[Mapping[NoticeKind, NoticeRule]] = {
    NoticeKind.NOTICE: NoticeRule(),
    NoticeKind.EMERGENCY: NoticeRule(
        leaders=False,
        roles=(Role.STREET_COMMANDER, Role.STREET_LEADER, Role.DISTRICT_SUPERVISOR),
        replies=Span.parse("24 h"),
        answers=(Reaction.SAFE, Reaction.HELP),
    ),
    NoticeKind.VOLUNTEERS: NoticeRule(
        replies=Span.parse("7 cd"), answers=(Reaction.COME, Reaction.CANNOT)
    ),
}
"""Ours, each: the source describes the method, not its numbers."""


class NoticeRules(BaseModel):
    """[notices] of city.toml. A pack written before notices has none; the defaults stand in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ahead: Span = Span.parse("30 cd")
    """How far ahead one may be queued, and how long replies may be taken. Ours."""
    keep: Span = Span.parse("30 cd")
    """How long after the end it is known who read and replied; then only counts are left. Ours."""
    kinds: Mapping[NoticeKind, NoticeRule] = {}

    def rule(self, kind: NoticeKind) -> NoticeRule:
        """The rule of a kind: the pack's, else the usual."""
        return self.kinds.get(kind, _KINDS[kind])
