"""A case as one reader sees it."""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.actor import Role
from contracts.events.case import CaseEscalated
from contracts.events.case_handed import CaseReturned
from contracts.events.case_ruling import (
    CaseRuled,
    CaseRulingLapsed,
    CaseRulingOpened,
    CaseRulingOverdue,
    CaseRulingReferred,
)
from contracts.events.case_work import CaseCheckAsked, CaseCheckOverdue
from contracts.lifecycle import CaseStage
from contracts.sentences import Sentence
from contracts.views.case import CaseRow, CaseView, Help
from contracts.views.directory import TriangleView
from contracts.views.ruling import RulingView
from contracts.views.view import Next
from contracts.views.wording import EVALUATOR, REPORTER
from contracts.words import Level, Place
from gateway.fold import Folded
from gateway.kinds import tasks as task_kind
from gateway.masks import knows_reporters, reporters
from gateway.matrix import EYES, Eyes, name
from gateway.present.advisers import advisers
from gateway.present.calls import Calls
from gateway.present.case_work import came, work
from gateway.present.people import Faces
from gateway.present.reader import Reader, shown
from gateway.present.whistling import offers
from gateway.present.withheld import above, is_withheld, withheld
from gateway.scopes import Sight

_OTHERS: Mapping[str, tuple[str, Sentence]] = {
    CaseStage.FED_BACK: ("reporter", REPORTER),
    CaseStage.CONFIRMED: ("evaluator", EVALUATOR),
}
"""Stages in which somebody acts whom the city pack has no name for."""
_INSIDE = frozenset(
    {
        *(CaseReturned.type, CaseEscalated.type, CaseCheckAsked.type, CaseCheckOverdue.type),
        *(CaseRulingOpened.type, CaseRulingReferred.type, CaseRulingOverdue.type),
        *(CaseRulingLapsed.type, CaseRuled.type),
    }
)
"""一窗式受理: hand-offs among those who handle it, of which the reporter is spared."""
_STEPS = ("completed_at", "arrived_at", "acknowledged_at")


def case_row(id: str, case: Folded, reader: Reader) -> CaseRow:
    """A line of a list."""
    sight = reader.scope.sight(case.tags)
    row = CaseRow(**_row(id, case, reader, sight))
    return withheld(row) if is_withheld(case, reader.scope, reader.city) else row


def case_view(
    id: str,
    case: Folded,
    reader: Reader,
    whistle: Folded | None,
    tasks: Calls,
    rulings: Sequence[RulingView] = (),
) -> CaseView:
    """The whole case, with the departments called for it, and what they say is not theirs."""
    sight = reader.scope.sight(case.tags)
    everybody = reporters(case)
    known = knows_reporters(case, sight)
    copied = ("sphere", "merged_into", "task_id", "whistle_id")
    told = ("result", "feedback", "reason", "pointer")
    view = CaseView(
        **_row(id, case, reader, sight),
        **{name: case.get(name) for name in copied},
        **{name: shown(case.get(name), sight) for name in told},
        place=shown(case.get("place"), sight),
        channel=case.get("channel"),
        crosses=case.get("crosses", False),
        confidential=case.get("confidential", False),
        mine=reader.me in everybody,
        about=case.get("about"),
        reporters=everybody if known else None,
        reporter_names=_names(case, everybody, reader, sight) if known else None,
        reporter_count=len(everybody),
        photos=tuple(case.get("photos", ())),
        result_photos=tuple(case.get("result_photos", ())),
        reopened=case.get("reopened", 0),
        triangle=_triangle(case, reader, sight),
        help=_help(reader, case, whistle, tasks),
        advisers=advisers(case, reader) if sight >= Sight.LOCAL else (),
        rulings=tuple(rulings) if sight >= Sight.LOCAL else (),
        came=came(case, _eyes(case, reader, sight) if known or sight is Sight.OWN else Eyes.PUBLIC),
        work=work(case, reader),
        timeline=reader.timeline(
            case,
            sight,
            hidden=() if known else everybody,
            shows=lambda line: sight is not Sight.OWN or line.type not in _INSIDE,
        ),
    )
    return withheld(view) if is_withheld(case, reader.scope, reader.city) else view


def _eyes(case: Folded, reader: Reader, sight: Sight) -> Eyes:
    return Eyes.HANDLER if EYES[sight] is Eyes.LOCAL and handles(case, reader) else EYES[sight]


def _names(
    case: Folded, accounts: tuple[str, ...], reader: Reader, sight: Sight
) -> tuple[str, ...]:
    """What the reporters are called: whole for whoever handles the case now, or is above."""
    eyes = _eyes(case, reader, sight)
    people = [reader.city.people.get(account) for account in accounts]
    return tuple(called for one in people if one and (called := name(one.name, eyes)))


def handles(case: Folded, reader: Reader) -> bool:
    """Whether the case is the reader's now, or of somebody below; an auditor only looks on."""
    posts = reader.scope.actor.posts
    held = {post.at for post in posts if post.role is not Role.AUDITOR}
    return not held.isdisjoint(above(case, case.get("owner")))


def _row(id: str, case: Folded, reader: Reader, sight: Sight) -> dict[str, Any]:
    category, path = case.get("category"), case.get("place")["path"]
    compound = reader.city.compound_of(Place.model_validate(case.get("place")))
    return {
        "id": id,
        "version": case.heads["intake"],
        "number": case.get("number"),
        "stage": case.get("stage"),
        "category": category,
        "category_zh": reader.city.label(f"category.{category}", "zh"),
        "category_en": reader.city.label(f"category.{category}", "en"),
        "text": shown(case.get("text"), sight),
        "address": shown(case.get("place")["address"], sight),
        "street": path[1] if len(path) > 1 else None,
        "community": path[2] if len(path) > 2 else None,
        "compound": compound and compound.id,
        "compound_name": compound and compound.name,
        "urgency": case.get("urgency"),
        "owner": case.get("owner"),
        "stuck": case.get("stuck") == "yes",
        "offers": offers(id, case, reader),
        "created_at": case.created_at,
        "updated_at": case.updated_at,
        "next": _next(case, reader),
    }


def _triangle(case: Folded, reader: Reader, sight: Sight) -> TriangleView | None:
    grid = case.get("place")["territory"]
    place = reader.city.territories.get(grid)
    if sight < Sight.LOCAL or place is None or place.level is not Level.GRID:
        return None
    return Faces(reader.city, reader.now).triangle(grid)


def _next(case: Folded, reader: Reader) -> Next:
    stage, owner = case.get("stage"), case.get("owner")
    key, by = f"case.{stage}", case.get("due_at")
    if other := _OTHERS.get(stage):
        return reader.next(key, other[0], by, other[1])
    handed = stage in (CaseStage.TRANSFERRED, CaseStage.ENTRUSTED)
    department = case.get("department") if handed else None
    return reader.next(key, department or (owner and owner["at"]), by)


def _help(reader: Reader, case: Folded, whistle: Folded | None, tasks: Calls) -> tuple[Help, ...]:
    called = whistle is not None or case.get("task_id")
    return tuple(_one(reader, task) for task in tasks.values() if called and task.get("department"))


def _one(reader: Reader, task: Folded) -> Help:
    last = next((at for name in _STEPS if (at := task.get(name))), task.created_at)
    department = task_kind.files.responder(task)
    return Help(
        department=department,
        department_name=reader.name(department),
        stage=task_kind.stage(task) or "notified",
        at=last,
    )


def hides_photos(case: Folded, sight: Sight) -> bool:
    """Whether a case's photos are kept from a department that was called for it."""
    return sight is Sight.CALLED and bool(case.get("confidential"))
