"""May this version of an event stand beside that one? Both directions, by schema."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsoncompat import check_compat

from contracts.schema import read


def versions(folder: Path, name: str) -> list[dict[str, Any]]:
    """Every committed version of an event's schema, the oldest first."""
    files = folder.glob(f"schemas/{name}.*.json")
    numbered = {int(file.name.removeprefix(f"{name}.").split(".")[0]): file for file in files}
    return [json.loads(numbered[n].read_text()) for n in sorted(numbered)]


def compatible(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Old readers can read what new speakers say, and new readers what old speakers said."""
    return check_compat(json.dumps(read(old)), json.dumps(new), "serializer") and check_compat(
        json.dumps(old), json.dumps(read(new)), "deserializer"
    )
