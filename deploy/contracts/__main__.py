"""`make schemas`: write what changed in the vocabulary as new files beside the old ones.

Rule 1: `<type>.<n>.json` is never changed once committed; a change to an event is a new number.
Rule 2: a change that would break an older reader or writer is not written, but explained.
"""

import json
import sys
from pathlib import Path
from typing import Any

from contracts.asyncapi import document, example
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.schema import spoken
from deploy.contracts.gate import compatible, versions

FOLDER = Path(__file__).parent


def dump(value: Any) -> str:
    """JSON as it is committed: sorted, indented, Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write(kind: type[Event]) -> str | None:
    """Write a new version of this event's schema and sample, if it changed. Returns a complaint."""
    now = spoken(kind)
    past = versions(FOLDER, kind.type)
    if past and past[-1] == now:
        return None
    broken = [n for n, old in enumerate(past, 1) if not compatible(old, now)]
    if broken:
        return f"{kind.type}: breaks readers or writers of version {broken}; make it a .v2 event"
    number = len(past) + 1
    (FOLDER / "schemas" / f"{kind.type}.{number}.json").write_text(dump(now))
    (FOLDER / "samples" / f"{kind.type}.{number}.json").write_text(dump(example(kind, now)))
    print(f"wrote {kind.type} version {number}")
    return None


def main() -> int:
    """Write every change; 1 when one is refused."""
    for name in ("schemas", "samples"):
        (FOLDER / name).mkdir(exist_ok=True)
    complaints = [text for kind in EVENTS.values() if (text := write(kind))]
    (FOLDER / "asyncapi.json").write_text(dump(document()))
    print("\n".join(complaints) or f"{len(EVENTS)} events, all written")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
