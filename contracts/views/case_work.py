"""What came with a case, and what is done with it beside moving it, as its readers see it."""

from datetime import date

from pydantic import AwareDatetime

from contracts.views.view import Moment, View


class Came(View):
    """How it came. What would tell who reported it is None for who may not know that."""

    origin: str | None = None
    on_behalf_of: str | None = None
    """Name of the resident somebody reported for."""
    phone: str | None = None
    """Of that resident, as far as the reader may know it."""
    group: str | None = None
    group_level: int | None = None
    sender: str | None = None
    external: str | None = None
    """The hotline's number."""
    ticket_kind: str | None = None
    promised_by: AwareDatetime | None = None
    """The soonest of what the hotline was promised for it and for what was joined to it."""
    petition_to: str | None = None
    entrusted_on: date | None = None
    source: str | None = None
    seen_at: AwareDatetime | None = None
    split_from: str | None = None
    copied_to: str | None = None


class Standing(View):
    """A standard: that a case is bound to, or that a sorter may choose."""

    code: str
    condition_zh: str
    condition_en: str
    limit: str | None = None
    """`2 wd`, `4 wh` …; the category's own where the standard names none."""
    closing_zh: str
    closing_en: str
    photo: bool
    recheck: bool
    source: str | None = None
    """Whose rules these are."""


class Opens(View):
    """A way its sphere opens."""

    code: str
    zh: str
    en: str


class Visited(View):
    """A visit made for the case."""

    id: str
    kind: str
    kind_zh: str
    kind_en: str
    visited_at: AwareDatetime
    findings: int


class Work(View):
    """What is done with it beside moving it."""

    tier_zh: str
    tier_en: str
    """What the level that holds it is called in its street."""
    standard: Standing | None = None
    opens: tuple[Opens, ...] = ()
    route: str | None = None
    """The special route it took."""
    law: str | None = None
    """What sets its limit now, where a law does: no promise of the hotline's shortens it."""
    alerted: tuple[str, ...] = ()
    alert_area: str | None = None
    check: str | None = None
    """Somebody is to look before `sorting` or `closing`."""
    check_by: AwareDatetime | None = None
    check_told: str | None = None
    """Nobody came to look in time: the place or body that was told, to send somebody."""
    check_told_name: str | None = None
    checked: tuple[str, ...] = ()
    self_help: str | None = None
    plan: str | None = None
    share: str | None = None
    petition: str | None = None
    transfers: int = 0
    returns: int = 0
    stuck: bool = False
    parts: tuple[str, ...] = ()
    bundle: str | None = None
    visits: tuple[Visited, ...] = ()
    """线下走访: the earliest first."""


class Bundled(View):
    """A case of a bundle."""

    id: str
    number: str
    text: str
    stage: str


class BundleView(View):
    """Linked problems with one timeline; over when every one of them is."""

    id: str
    title: str
    open: int
    cases: tuple[Bundled, ...]
    timeline: tuple[Moment, ...]
