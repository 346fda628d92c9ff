"""The city pack: the versioned data that makes the software one city's."""

from contracts.city.category import Category, CategoryKind, Duty, Scheme
from contracts.city.city import City
from contracts.city.compound import Backstop, Compound, Compounds, PropertyMode
from contracts.city.deadline import Deadline, UnpublishedYears
from contracts.city.distance import distance_m
from contracts.city.offering import Earning, Earnings, Matching, OfferClocks, OfferRules
from contracts.city.organisation import Organisation, OrganisationKind, Person
from contracts.city.problems import BrokenPack, Problem
from contracts.city.reader import calendars_of, read_city
from contracts.city.rules import Label, Rules
from contracts.city.scoring import Rates, Scoring
from contracts.city.teams import Alliance, Team, TeamKind
from contracts.city.territory import Outline, Territory
from contracts.city.visiting import Errand, Schedule, Visiting, VisitKind
from contracts.city.whistling import GradeRule, Procedure, Rung, Step, WhistleKind

__all__ = [
    "Alliance",
    "Backstop",
    "BrokenPack",
    "Category",
    "CategoryKind",
    "City",
    "Compound",
    "Compounds",
    "Deadline",
    "Duty",
    "Earning",
    "Earnings",
    "Errand",
    "GradeRule",
    "Label",
    "Matching",
    "OfferClocks",
    "OfferRules",
    "Organisation",
    "OrganisationKind",
    "Outline",
    "Person",
    "Problem",
    "Procedure",
    "PropertyMode",
    "Rates",
    "Rules",
    "Rung",
    "Schedule",
    "Scheme",
    "Scoring",
    "Step",
    "Team",
    "TeamKind",
    "Territory",
    "UnpublishedYears",
    "VisitKind",
    "Visiting",
    "WhistleKind",
    "calendars_of",
    "distance_m",
    "read_city",
]
