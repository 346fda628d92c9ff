"""What the lists answer when they are asked: the menu, what fits, how many needs find an offer."""

from collections.abc import Iterable, Sequence

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.offering import Candidate, Society
from services.dispatch.core.supply.need import Need, Stage
from services.dispatch.core.supply.resource import Resource


class Dish(BaseModel):
    """One line of the menu."""

    model_config = ConfigDict(frozen=True)

    resource_id: str
    number: str
    provider: str
    society: Society | None
    """Which of the five 五社 gives it; None: a unit, an alliance, a project."""
    provider_name: str
    unit: str | None
    title: str
    skills: tuple[str, ...]
    categories: tuple[str, ...]
    at: str
    left: int
    until: AwareDatetime


class Menu(BaseModel):
    """菜单: what a community can order now."""

    model_config = ConfigDict(frozen=True)

    community: str
    items: tuple[Dish, ...]


class Matches(BaseModel):
    """What fits, the best first."""

    model_config = ConfigDict(frozen=True)

    items: tuple[Candidate, ...]


class Unclaimed(BaseModel):
    """One need that nobody has made an offer for."""

    model_config = ConfigDict(frozen=True)

    number: str
    source: str
    urgency: str
    stated_at: AwareDatetime
    due_at: AwareDatetime | None


class Metrics(BaseModel):
    """How well supply meets demand in a community, over its latest needs."""

    model_config = ConfigDict(frozen=True)

    community: str
    needs: int
    matched: int
    """Found an offer, now or before."""
    done: int
    match_rate: float | None
    """Of those not withdrawn; None without any."""
    unclaimed: tuple[Unclaimed, ...]


def menu(community: str, resources: Iterable[tuple[str, Resource]]) -> Menu:
    """The menu, what ends first first."""
    return Menu(community=community, items=tuple(_dish(id, one) for id, one in resources))


def metrics(community: str, needs: Sequence[Need]) -> Metrics:
    """Count them."""
    standing = [need for need in needs if need.stage is not Stage.WITHDRAWN]
    matched = [need for need in standing if need.stage is not Stage.OPEN]
    return Metrics(
        community=community,
        needs=len(standing),
        matched=len(matched),
        done=sum(need.stage is Stage.DONE for need in standing),
        match_rate=len(matched) / len(standing) if standing else None,
        unclaimed=tuple(_unclaimed(need) for need in standing if need.stage is Stage.OPEN),
    )


def _dish(id: str, one: Resource) -> Dish:
    copied = (
        "number",
        "society",
        "provider_name",
        "unit",
        "title",
        "skills",
        "categories",
        "at",
        "left",
    )
    told = {name: getattr(one, name) for name in copied}
    return Dish(resource_id=id, provider=one.provider.value, until=one.ends_at, **told)


def _unclaimed(need: Need) -> Unclaimed:
    copied = ("number", "source", "stated_at", "due_at")
    told = {name: getattr(need, name) for name in copied}
    return Unclaimed(urgency=need.urgency.value, **told)
