"""Make a city pack: `python -m deploy.city.generate --out DIR --demo`, or any size.

The same numbers and the same seed make the same files, byte for byte. What is the same in every
city (kinds, clocks, categories, duties) is in `deploy/city/rules` and is copied.
"""

import argparse
import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from string import Template

from deploy.city import compounds, days, directory, errands, outlines, staff, teams
from deploy.city.plan import DEMO, DISTRICT, DISTRICT_CODE, Plan, Street, lay_out

_RULES = Path(__file__).parent / "rules"
_NAMED = {"id": DISTRICT, "name": "海川区", "name_en": "Haichuan", "version": "2026.1"}


def files(plan: Plan) -> dict[str, str]:
    """Return the files of a planned city by name."""
    streets = lay_out(plan)
    copied = sorted(path.name for path in _RULES.iterdir() if path.name != "city.toml")
    return {
        "city.toml": Template(_read("city.toml")).substitute(_NAMED),
        **{name: _read(name) for name in copied},
        "territories.csv": _csv(_TERRITORY, _territories(streets)),
        "grids.geojson": _geojson(outlines.draw(streets)),
        "organisations.csv": _csv(_ORGANISATION, staff.organisations(streets)),
        "compounds.csv": _csv(compounds.HEADER, compounds.rows(streets)),
        "errands.csv": _csv(errands.HEADER, errands.rows(streets)),
        "professions.csv": _csv(("account", "profession", "serves"), staff.professions(streets)),
        "people.csv": _csv(("id", "name", "role", "at"), staff.people(plan, streets)),
        "calendar.csv": _csv(days.HEADER, days.rows()),
        "teams.toml": teams.text(streets),
        **{name: _csv(header, rows) for name, header, rows in directory.tables(plan, streets)},
    }


_TERRITORY = ("id", "level", "name", "parent", "code", "area_kind")
_ORGANISATION = ("id", "kind", "name", "calendar", "territory", "branch")


def _territories(streets: Sequence[Street]) -> Iterable[Sequence[str]]:
    yield DISTRICT, "district", _NAMED["name"], "", DISTRICT_CODE, "urban"
    for street in streets:
        yield street.id, "street", street.name, DISTRICT, street.code, street.area_kind
        for community in street.communities:
            yield (
                community.id,
                "community",
                community.name,
                street.id,
                community.code,
                street.area_kind,
            )
            for grid in community.grids:
                yield grid.id, "grid", grid.name, community.id, grid.code, street.area_kind


def _read(name: str) -> str:
    return (_RULES / name).read_text("utf-8")


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _geojson(features: Iterable[dict[str, object]]) -> str:
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def main() -> None:
    """Write a pack to a folder."""
    parser = argparse.ArgumentParser(description="Make a city pack.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--demo", action="store_true", help="the demo city, whatever else is said")
    parser.add_argument("--streets", type=int, default=DEMO.streets)
    parser.add_argument("--communities", type=int, default=DEMO.communities)
    parser.add_argument("--grids", type=int, default=DEMO.grids)
    parser.add_argument("--building-heads", type=int, default=DEMO.building_heads)
    parser.add_argument("--villages", type=int, default=DEMO.villages)
    parser.add_argument("--seed", type=int, default=DEMO.seed)
    asked = vars(parser.parse_args())
    out, demo = asked.pop("out"), asked.pop("demo")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files(DEMO if demo else Plan(**asked)).items():
        (out / name).write_text(text, "utf-8", newline="\n")
    if years := days.unpublished():
        print(f"calendar.csv: swap days of {', '.join(map(str, years))} are not published yet")


if __name__ == "__main__":
    main()
