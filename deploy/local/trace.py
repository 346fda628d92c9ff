"""`make trace WHISTLE=wh-…`: one whistle's path across all services, as a waterfall.

A whistle lives for days and in many traces: each human act starts one. They are found by
`whistle.id`, and every span of those traces is shown under the act it followed from.
"""

import argparse
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from deploy.local.tracelens import open_spans

COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")
WIDTH = 40
_COLUMNS = "trace, span, parent, link, service, name, start, finish, failed"


@dataclass(frozen=True)
class Span:
    """One span, times in nanoseconds since 1970."""

    trace: str
    span: str
    parent: str
    link: str
    service: str
    name: str
    start: int
    finish: int
    failed: int


def story_of(spans: sqlite3.Connection, whistle: str) -> list[list[tuple[int, Span]]]:
    """Every act the whistle occurs in (by id or number): its spans with their depth, in order."""
    found = spans.execute(
        f"select {_COLUMNS} from spans where trace in (select distinct trace from spans where"
        " whistle in (select distinct whistle from spans where whistle = ?1 or (whistle is not null"
        " and char(10) || attributes || char(10) like '%' || char(10) || 'number=' || ?1 ||"
        " char(10) || '%'))) order by start",
        (whistle,),
    )
    return acts([Span(*row) for row in found])


def acts(spans: Sequence[Span]) -> list[list[tuple[int, Span]]]:
    """Spans under their parents; one that was published later stands under what it links to."""
    known = {span.span for span in spans}
    children: dict[str, list[Span]] = {}
    for span in spans:
        above = next((up for up in (span.parent, span.link) if up in known), "")
        children.setdefault(above, []).append(span)

    def walk(span: Span, depth: int) -> Iterable[tuple[int, Span]]:
        yield depth, span
        for child in children.get(span.span, []):
            yield from walk(child, depth + 1)

    return [list(walk(root, 0)) for root in children.get("", [])]


def bar(span: Span, first: int, last: int, colour: str) -> Text:
    """Where in the trace this span ran."""
    scale = WIDTH / max(last - first, 1)
    left = int((span.start - first) * scale)
    length = max(1, int((span.finish - span.start) * scale))
    return Text(" " * min(left, WIDTH - 1) + "█" * min(length, WIDTH - left), style=colour)


def waterfall(number: int, act: Sequence[tuple[int, Span]], colours: dict[str, str]) -> Table:
    """One act and all that followed from it, as a table."""
    first, last = min(s.start for _, s in act), max(s.finish for _, s in act)
    began = datetime.fromtimestamp(first / 1e9).astimezone()
    title = f"{number}. {began:%H:%M:%S.%f}  {act[0][1].trace}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in ("service", "span", "ms", "+ms", ""):
        table.add_column(name, justify="right" if "ms" in name else "left", no_wrap=True)
    for depth, span in act:
        colour = colours.setdefault(span.service, COLOURS[len(colours) % len(COLOURS)])
        table.add_row(
            Text(span.service, style=colour),
            Text("  " * depth + span.name, style="bold red" if span.failed else ""),
            f"{(span.finish - span.start) / 1e6:.1f}",
            f"{(span.start - first) / 1e6:.1f}",
            bar(span, first, last, colour),
        )
    return table


def main() -> int:
    """Print the waterfall; 1 when nothing is known of the whistle."""
    parser = argparse.ArgumentParser(description="One whistle's path across all services.")
    parser.add_argument("whistle", help="whistle id (wh-…) or number")
    parser.add_argument("--file", type=Path, default=Path(".local/traces.db"))
    asked = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 150)
    story = story_of(open_spans(asked.file), asked.whistle) if asked.file.exists() else []
    if not story:
        console.print(
            f"No trace of {asked.whistle} in {asked.file}. Traces are kept while the system runs"
            " with tracing (`make up`, not WHISTLE_TRACE=0); give the id (wh-…) or the number."
        )
        return 1
    colours: dict[str, str] = {}
    for number, act in enumerate(story, 1):
        console.print(waterfall(number, act, colours))
    spans = sum(len(act) for act in story)
    services = ", ".join(sorted(colours))
    console.print(f"{asked.whistle}: {len(story)} acts, {spans} spans, across {services}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
