"""The questions a list may be asked, as they come over HTTP."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.channels import External
from contracts.offering import Society
from contracts.refusals import NotSo, NotYours
from contracts.words import Id, Mark
from gateway.asked import MOST, USUAL, Asked, Order
from gateway.kinds import Kind
from gateway.scopes import Scope, Sight

_FACETS = (
    *("stage", "number", "category", "kind", "owner", "whistle_id", "case_id"),
    *("channel", "origin", "stuck", "bundle", "copied_to", "external"),
    *("handed_to", "society"),
)
"""Filters that are facets of some kind; a kind says which it has."""


class Listing(BaseModel):
    """Filters, order, and where to go on. A filter the list does not know is refused."""

    model_config = ConfigDict(extra="forbid")

    stage: Id | None = None
    number: Id | None = None
    category: Id | None = None
    kind: Id | None = None
    owner: Id | None = None
    whistle_id: Id | None = None
    case_id: Id | None = None
    channel: Id | None = None
    origin: Id | None = None
    stuck: Literal["yes"] | None = None
    """Only those that went back and forth too often, or are too old."""
    bundle: Id | None = None
    copied_to: Id | None = None
    external: External | None = None
    """The hotline's number."""
    handed_to: Id | None = None
    """The department, body or line a case was handed to last."""
    society: Society | None = None
    """Which of the five 五社 gives a resource."""
    street: Id | None = None
    community: Id | None = None
    grid: Id | None = None
    department: Id | None = None
    reporter: Id | None = None
    """Oneself; only who calls reporters back may name another."""
    due_before: AwareDatetime | None = None
    order: Order = "newest"
    cursor: Mark | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL

    def asked(self, kind: Kind, scope: Scope) -> Asked:
        """Return what is asked of this list by this reader.

        Raises:
            NotSo: this list has no such filter.
            NotYours: it would tell who reported what.
        """
        return Asked(
            facets=dict(self._facets(kind)),
            tags=tuple(self._tags(scope)),
            due_before=self.due_before,
            order=self.order,
            cursor=self.cursor,
            limit=self.limit,
        )

    def _facets(self, kind: Kind) -> Iterator[tuple[str, str]]:
        for name in _FACETS:
            value = getattr(self, name)
            if value is not None and name not in ("stage", *kind.filters):
                raise NotSo("no_such_filter", field=name)
            if value is not None:
                yield name, value

    def _tags(self, scope: Scope) -> Iterator[str]:
        for territory in (self.street, self.community, self.grid):
            if territory is not None:
                yield f"place:{territory}"
        if self.department is not None:
            yield f"unit:{self.department}"
        if self.reporter is not None:
            if self.reporter != scope.actor.id and scope.everywhere is not Sight.CALLER:
                raise NotYours("not_your_post")
            yield f"person:{self.reporter}"
