"""The files of a pack while they are read, and the list of what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.city.problems import Problem

RULES = "city.toml"
TERRITORIES = "territories.csv"
OUTLINES = "grids.geojson"
ORGANISATIONS = "organisations.csv"
PEOPLE = "people.csv"
CATEGORIES = "categories.csv"
DUTIES = "duties.csv"
DAYS = "calendar.csv"
VISITS = "visits.toml"
ERRANDS = "errands.csv"
COMPOUNDS = "compounds.csv"
PROFESSIONS = "professions.csv"
PROCEDURES = "procedures.toml"
GRIDS = "grids.csv"
LINES = "lines.csv"
TRAITS = "traits.csv"
PREMISES = "premises.csv"
PARTY = "party.csv"
MEMBERS = "members.csv"
SEATS = "seats.csv"
ASSIGNMENTS = "assignments.csv"
ROSTER = "roster.csv"
GROUPS = "groups.csv"
PARTNERS = "partners.csv"
STATIONS = "stations.csv"
POWERS = "powers.csv"
STREET_DUTIES = "street_duties.csv"
JURISDICTIONS = "jurisdictions.csv"
STANDARDS = "standards.csv"


@dataclass
class Source:
    """The files, the problems so far, and the row in which each id of each table stands."""

    files: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])
    seen: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])

    def wrong(
        self, file: str, row: int | None, name: str | None, code: str, **facts: object
    ) -> None:
        """Note a problem."""
        said = {key: str(value) for key, value in facts.items()}
        self.problems.append(Problem(file=file, row=row, field=name, code=code, facts=said))

    def warn(
        self, file: str, row: int | None, name: str | None, code: str, **facts: object
    ) -> None:
        """Note what should be mended, though the pack can be used."""
        said = {key: str(value) for key, value in facts.items()}
        found = Problem(file=file, row=row, field=name, code=code, facts=said, warning=True)
        self.warnings.append(found)

    def text(self, file: str, *, needed: bool = True) -> str:
        """Return a file's text; blank when it is missing."""
        if needed and file not in self.files:
            self.wrong(file, None, None, "missing_file")
        return self.files.get(file, "").removeprefix("\ufeff")

    def row_of(self, file: str, id: str) -> int | None:
        """Return the row in which an id stands."""
        return self.seen.get(file, {}).get(id)
