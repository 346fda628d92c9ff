"""The directory: typed overlays on the tree of places (who acts there), all optional."""

from contracts.city.directory.areas import (
    ALWAYS,
    Grid,
    GridKind,
    Line,
    Period,
    Premise,
    PremiseKind,
)
from contracts.city.directory.directory import Directory
from contracts.city.directory.forces import CONTACTS, FORCE, Assignment, Part, Shift
from contracts.city.directory.party import (
    Member,
    MemberKind,
    PartyKind,
    PartyOrganisation,
    Seat,
    SeatKind,
)
from contracts.city.directory.powers import Jurisdiction, Power, StreetDuty
from contracts.city.directory.units import Group, Partner, Station, StationKind

__all__ = [
    "ALWAYS",
    "CONTACTS",
    "FORCE",
    "Assignment",
    "Directory",
    "Grid",
    "GridKind",
    "Group",
    "Jurisdiction",
    "Line",
    "Member",
    "MemberKind",
    "Part",
    "Partner",
    "PartyKind",
    "PartyOrganisation",
    "Period",
    "Power",
    "Premise",
    "PremiseKind",
    "Seat",
    "SeatKind",
    "Shift",
    "Station",
    "StationKind",
    "StreetDuty",
]
