"""Say whether a city pack can be used: `python -m deploy.city.check DIR`; exit 1 when it cannot."""

import sys
from collections import Counter
from pathlib import Path

from contracts.city import BrokenPack, City, read_city
from deploy.city.map_check import map_problems


def read_folder(folder: Path) -> dict[str, str]:
    """Return the files of a pack; tables saved by a Chinese Excel (GB 18030) are read as well."""
    return {
        path.name: _text(path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()
    }


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _summary(city: City) -> str:
    levels = Counter(place.level.value for place in city.territories.values())
    places = ", ".join(f"{count} {level}" for level, count in levels.items())
    rest = f"{len(city.organisations)} organisations, {len(city.people)} accounts"
    return f"ok, {len(city.territories)} territories ({places}), {rest}, version {city.version}"


def main(folder: Path) -> int:
    """Print what the pack holds, or every problem with its file, row and reason."""
    try:
        city = read_city(read_folder(folder), map_problems)
    except BrokenPack as broken:
        print(*broken.problems, sep="\n")
        print(f"{len(broken.problems)} problems", file=sys.stderr)
        return 1
    if city.unpublished_years:
        years = ", ".join(map(str, city.unpublished_years.years))
        print(f"warning: the swap days of {years} are not published; deadlines there may move")
    for warning in city.warnings:
        print(f"warning: {warning}")
    print(_summary(city))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "deploy/city/demo")))
