"""Who can be called, and who works there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from contracts.actor import Post, Role


class OrganisationKind(StrEnum):
    """What an organisation is to the street that whistles."""

    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"
    """Water, power, gas, heat: callable like a department (街道办事处条例 art. 5)."""
    JOINT_ENFORCEMENT = "joint_enforcement"
    """综合执法队 of one street."""
    OFFICE = "office"
    """One of the street's own offices and centres (济宁 7办5中心): an inner queue that work is
    handed to; it is not whistled."""
    STREET = "street"
    COMMUNITY = "community"
    """Assists, never leads (接诉即办工作条例 art. 17)."""
    PARTNER = "partner"
    """包联单位: takes orders of the communities it is attached to."""
    PROPERTY = "property"
    """物业公司: answers for the compounds it serves."""
    RESIDENT_UNIT = "resident_unit"
    """辖区单位、网格单位: stands in a grid and takes part there."""
    COMMITTEE = "committee"
    """业委会、物管会、自管会: answers for its compound where no company does."""
    GOVERNANCE_CENTRE = "governance_centre"
    """综治中心 of a community or of a street."""
    MEDIATION_STUDIO = "mediation_studio"
    """矛调工作室 of a community, with a named lead."""
    MEDIATION_COMMITTEE = "mediation_committee"
    """人民调解委员会: issues the formal agreement (人民调解法 art. 8, 34)."""
    PROPERTY_LINE = "property_line"
    """物业线（红管先锋）, one of the three lines 一站三线 of a community."""
    GRID_LINE = "grid_line"
    """网格线（红色网格）."""
    SOCIAL_LINE = "social_line"
    """社会线（五社联动）."""
    SOCIAL_WORK_STATION = "social_work_station"
    """社工站 of a street: matches the social needs there."""
    DISPUTE_STATION = "dispute_station"
    """枫桥解纷站、矛盾纠纷化解中心: the street's own, in its governance centre."""


LINES: Final = (
    OrganisationKind.PROPERTY_LINE,
    OrganisationKind.GRID_LINE,
    OrganisationKind.SOCIAL_LINE,
)
"""一站三线 (000:3): the routing groups of a community, each with a head and its people."""


class Organisation(BaseModel):
    """One organisation. A street or community shares its id with its territory."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: OrganisationKind
    name: str
    calendar: str
    """Id of a calendar of the pack."""
    round_the_clock: bool
    territory: str | None = None
    """The territory it serves; None for the whole city."""
    branch: bool = False
    """It has a party branch of its own 党支部 (红色物业)."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account and its posts, in the order of the pack."""

    id: str
    name: str
    held: tuple[tuple[Role, str], ...]
    """(role, at) pairs; `at` is a territory or an organisation."""

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts as an actor carries them."""
        return tuple(Post(role=role, at=at) for role, at in self.held)
