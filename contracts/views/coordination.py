"""The thread, the meetings and the muster board of a whistle as its readers see them."""

from pydantic import AwareDatetime

from contracts.events.coordination import Attendee
from contracts.views.view import View


class MessageView(View):
    """One message between the street and a department."""

    id: str
    side: str
    """street or department."""
    department: str | None = None
    """Who speaks for a department, or is asked; None: everybody called."""
    department_name: str | None = None
    text: str
    photos: tuple[str, ...] = ()
    said_at: AwareDatetime
    answer_by: AwareDatetime | None = None
    answers: str | None = None
    answer_seconds: int | None = None
    late: tuple[str, ...] = ()
    """Departments that did not answer it in time."""


class AnswerTime(View):
    """How fast one department answers the street."""

    department: str
    department_name: str
    answers: int
    mean_seconds: int | None = None
    unanswered: int
    """Questions it did not answer in time."""


class AgreedView(View):
    """A step that was agreed on a meeting."""

    id: str
    department: str
    department_name: str
    person: str
    target: str
    due_at: AwareDatetime
    done_at: AwareDatetime | None = None
    result: str | None = None
    photos: tuple[str, ...] = ()
    late: bool = False


class MeetingView(View):
    """A meeting of the street with the departments."""

    id: str
    form: str
    held_at: AwareDatetime
    attendees: tuple[Attendee, ...]
    decision: str


class Come(View):
    """Who came, and when."""

    department: str
    department_name: str
    person: str | None = None
    at: AwareDatetime


class Muster(View):
    """集结: how many are called, how many are here, who came first and who last."""

    called: int
    acknowledged: int
    arrived: int
    first: Come | None = None
    last: Come | None = None
    all_here: bool
    minutes_to_first: int | None = None
    """From the whistle to the first arrival, by the clock on the wall."""
    minutes_to_all: int | None = None
    """From the whistle to the last arrival; None until everybody is here."""
