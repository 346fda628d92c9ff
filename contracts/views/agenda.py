"""The agenda of a deliberation day 百姓议事日 as its convenors see it."""

from datetime import date

from pydantic import AwareDatetime

from contracts.views.view import View


class Matter(View):
    """One matter to be talked over; never who reported it."""

    id: str
    number: str
    category: str
    text: str
    address: str
    reported_at: AwareDatetime
    reporter_count: int


class Agenda(View):
    """The next days, and the open matters of neighbours there, the oldest first."""

    territory: str
    days: tuple[date, ...]
    matters: tuple[Matter, ...]
