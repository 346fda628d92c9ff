"""Who may ask what of a whistle, and when: one table, looked at before every decision.

Rule 1: the actor is checked before the stage, so that strangers never learn where it stands.
Rule 2: a refusal names what this actor may do instead; whoever would end a whistle too early is
told which calls are open.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands import coordination as talk
from contracts.commands import relief as plea
from contracts.commands import whistle as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND, COMMANDER, RESPONDERS
from contracts.lifecycle import WhistleStage
from contracts.recusal import steps_aside
from contracts.refusals import NotNow, NotYours
from services.dispatch.core.choose import name_of
from services.dispatch.core.levels import ASKERS
from services.dispatch.core.whistle import RAISED, UNDER_WAY, Whistle, there

May = Callable[[Actor, Whistle], bool]


def commander(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor commands the street whose whistle it is."""
    return actor.holds_any(COMMANDER, whistle.street)


def taking_part(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor commands the street whose whistle it is, or one that joined it."""
    return actor.holds_any(COMMANDER, whistle.street, *whistle.joined)


def asked_street(actor: Actor, whistle: Whistle, besides: Collection[str] = ()) -> str | None:
    """Return the street the actor commands that was asked to join and has not; none `besides`."""
    asked = (street for street in whistle.joint if street not in (*whistle.joined, *besides))
    return next((s for s in asked if actor.holds_any(COMMANDER, s)), None)


def _asked_to_join(actor: Actor, whistle: Whistle) -> bool:
    return asked_street(actor, whistle) is not None


def _asked_for_a_word(actor: Actor, whistle: Whistle) -> bool:
    return asked_street(actor, whistle, whistle.declined) is not None


def _waits_for_word(whistle: Whistle) -> bool:
    return whistle.ratify_by is not None and whistle.stage in UNDER_WAY


def leads(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor speaks for the district the leading street lies in."""
    return actor.holds(Role.DISTRICT_SUPERVISOR, whistle.district)


def speaks_for(at: str) -> May:
    """Whether an actor speaks for this district."""
    return lambda actor, _: actor.holds(Role.DISTRICT_SUPERVISOR, at)


def _district(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor speaks for a district a street of which was asked; see each decision."""
    return actor.holds(Role.DISTRICT_SUPERVISOR, whistle.district, *whistle.districts)


def supervisor(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor supervises for the street whose whistle it is."""
    return actor.holds(Role.STREET_SUPERVISOR, whistle.street)


def _community(actor: Actor, whistle: Whistle) -> bool:
    roles = frozenset({Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY})
    return whistle.community is not None and actor.holds_any(roles, whistle.community)


def _asks(actor: Actor, whistle: Whistle) -> bool:
    """Whether the actor holds a post of the level that asked."""
    return actor.holds_any(ASKERS[whistle.origin], *whistle.place.path)


def responding(actor: Actor, whistle: Whistle) -> str | None:
    """Return the called department the actor answers for; None: it answers for none."""
    answers = (c.department for c in whistle.live if actor.holds_any(RESPONDERS, c.department))
    return next(answers, None)


def _called(actor: Actor, whistle: Whistle) -> bool:
    return responding(actor, whistle) is not None


def _either(*tests: May) -> May:
    return lambda actor, whistle: any(test(actor, whistle) for test in tests)


def _endorses(whistle: Whistle) -> bool:
    return whistle.stage is WhistleStage.DRAFT and whistle.needs_endorsement


def _approves(whistle: Whistle) -> bool:
    return whistle.stage is WhistleStage.ENDORSED or (
        whistle.stage is WhistleStage.DRAFT and not whistle.needs_endorsement
    )


def _in(*stages: WhistleStage) -> Callable[[Whistle], bool]:
    return lambda whistle: whistle.stage in stages


@dataclass(frozen=True)
class Gate:
    """Who may ask it, the code of the refusal otherwise, and when."""

    may: May
    otherwise: str
    when: Callable[[Whistle], bool]
    ends: bool = False
    """It would end the whistle: refused early, it says which calls are open."""


_DRAFTED: Final = (WhistleStage.DRAFT, WhistleStage.ENDORSED)
_UNRAISED: Final = (*_DRAFTED, WhistleStage.RETURNED)
_CALLED: Final = (*RAISED, WhistleStage.SOLVED)


def _commanded(*stages: WhistleStage, ends: bool = False) -> Gate:
    return Gate(commander, "not_the_raising_street", _in(*stages), ends)


GATES: Final[Mapping[type[Command], Gate]] = {
    ask.Endorse: Gate(_community, "not_the_community", _endorses),
    ask.Approve: Gate(commander, "not_the_raising_street", _approves),
    ask.RefuseDraft: Gate(
        _either(commander, _community), "not_community_or_street", _in(*_UNRAISED)
    ),
    ask.ReturnDraft: Gate(
        _either(commander, _community), "not_community_or_street", _in(*_DRAFTED)
    ),
    ask.ReviseDraft: Gate(_asks, "not_who_asked", _in(WhistleStage.RETURNED)),
    ask.Ratify: Gate(commander, "not_the_raising_street", _waits_for_word),
    ask.Join: Gate(_asked_to_join, "not_asked_to_join", _in(*_CALLED)),
    ask.DeclineJoin: Gate(_asked_for_a_word, "not_asked_to_join", _in(*_CALLED)),
    ask.Remind: Gate(_either(taking_part, supervisor), "not_the_raising_street", _in(*RAISED)),
    ask.CallMore: Gate(taking_part, "not_the_raising_street", _in(*_CALLED)),
    ask.ChangeLead: _commanded(*_CALLED),
    ask.SendBack: _commanded(*_CALLED),
    ask.WithdrawWhistle: _commanded(*_UNRAISED, *RAISED),
    ask.EscalateWhistle: _commanded(*RAISED),
    ask.DecideRuling: Gate(_either(commander, _district), "not_a_ruler", _in(*RAISED)),
    talk.Say: Gate(_either(taking_part, supervisor, _called), "not_of_the_whistle", _in(*_CALLED)),
    talk.Meet: Gate(_either(taking_part, supervisor), "not_the_raising_street", _in(*_CALLED)),
    talk.FinishStep: Gate(_either(commander, _called), "not_of_the_whistle", _in(*_CALLED)),
    talk.Supervise: Gate(
        _either(commander, supervisor, _district), "not_the_raising_street", _in(*RAISED)
    ),
    talk.AnswerSupervision: Gate(_called, "not_of_the_whistle", _in(*RAISED)),
    plea.Waive: _commanded(*RAISED),
    plea.DecideRelief: Gate(_either(commander, supervisor, _district), "not_a_ruler", _in(*RAISED)),
    ask.ConfirmWhistle: _commanded(WhistleStage.SOLVED, ends=True),
    ask.CloseWhistle: _commanded(WhistleStage.ASSESSED, ends=True),
}


def allowed(actor: Actor, whistle: Whistle) -> list[str]:
    """What this actor may ask of the whistle now, by the last words of the paths."""
    acts = (
        BY_COMMAND[command].act
        for command, gate in GATES.items()
        if gate.when(whistle) and gate.may(actor, whistle)
    )
    return list(dict.fromkeys(acts))


def enter(command: Command, whistle: Whistle | None, actor: Actor, city: City) -> Whistle:
    """Return the whistle, if this actor may ask this of it now.

    Raises:
        NotThere, NotYours, NotNow: he may not.
    """
    gate = GATES[type(command)]
    whistle = there(whistle)
    if steps_aside(actor, whistle.recused, city):
        raise NotYours("reported_steps_aside")
    if not gate.may(actor, whistle):
        raise NotYours(gate.otherwise, street=city.territory(whistle.street).name)
    if not gate.when(whistle):
        early = gate.ends and whistle.answering
        raise _calls_open(whistle, actor, city) if early else _illegal(whistle, actor)
    return whistle


def _illegal(whistle: Whistle, actor: Actor) -> NotNow:
    return not_now("illegal_move", whistle, actor)


def not_now(code: str, whistle: Whistle, actor: Actor, **facts: object) -> NotNow:
    """The refusal of a move that this stage does not have."""
    return NotNow(code, state=whistle.stage.value, allowed=allowed(actor, whistle), **facts)


def _calls_open(whistle: Whistle, actor: Actor, city: City) -> NotNow:
    """The refusal to end a whistle while somebody still owes an answer: it says who."""
    open_calls = [call.task_id for call in whistle.answering]
    departments = [name_of(call.department, city) for call in whistle.answering]
    return not_now("calls_open", whistle, actor, open=open_calls, departments=departments)
