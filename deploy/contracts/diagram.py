"""`make diagram`: the lives of a case and a whistle, from the tables to docs/lifecycles.md."""

import sys
from pathlib import Path
from typing import Any

from contracts.lifecycle import CASE_LIFE, WHISTLE_LIFE
from contracts.machine import Machine

FILE = Path(__file__).parents[2] / "docs" / "lifecycles.md"


def mermaid(machine: Machine[Any]) -> str:
    """A state diagram; moves that lead nowhere else are left out."""
    lines = ["stateDiagram-v2"]
    for state, moves in machine.table.items():
        lines += [
            f"    {state} --> {to}: {kind.type.partition('.')[2]}"
            for kind, to in moves.items()
            if to != state
        ]
        if not moves:
            lines.append(f"    {state} --> [*]")
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


def page() -> str:
    """The whole page."""
    return (
        "# Lifecycles\n\nDrawn by `make diagram` from `contracts/lifecycle.py`; do not edit.\n\n"
        f"## Case 事项\n\n{mermaid(CASE_LIFE)}\n## Whistle 哨\n\n{mermaid(WHISTLE_LIFE)}"
    )


def main() -> int:
    """Write the page."""
    FILE.write_text(page())
    print(f"wrote {FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
