"""The evidence of a step: everything it asks for is there, is of its type, and nothing else is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias, cast

from contracts.city import City
from contracts.commands.step import TakeStep
from contracts.events.task import TaskStep
from contracts.moments import instant
from contracts.refusals import NotSo
from contracts.steps import FieldRule, Value

_OWN: Final = frozenset({"photos", "note"})
"""They are the command's own, not fields."""

Fault: TypeAlias = str | None
Check: TypeAlias = Callable[[Any, FieldRule, City], Fault]
"""The code of what is wrong with a value."""


def checked(command: TakeStep, step: TaskStep, city: City) -> dict[str, Value]:
    """Return the fields as the step keeps them.

    Raises:
        NotSo: one is missing, unknown, or not of its type.
    """
    rules = {rule.name: rule for rule in step.fields}
    known = {*step.evidence, *step.takes} - _OWN
    for name in command.fields:
        if name not in known:
            raise NotSo("unknown_field", field=f"fields.{name}", allowed=tuple(sorted(known)))
    for name in step.evidence:
        if not _given(command, name):
            raise NotSo("evidence_missing", field=name if name in _OWN else f"fields.{name}")
    for name, value in command.fields.items():
        _check(name, value, rules.get(name), city)
    return dict(command.fields)


def named(fields: Mapping[str, Value], step: TaskStep) -> dict[str, tuple[str, ...]]:
    """Return the groups of accounts that these fields name."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in step.fields:
        value = fields.get(rule.name)
        if rule.names and value is not None:
            several = value if isinstance(value, tuple) else (value,)
            found[rule.names] = (*found.get(rule.names, ()), *map(str, several))
    return found


def told(fields: Mapping[str, Value], step: TaskStep) -> dict[str, Value]:
    """Return the fields that are told with the step."""
    hidden = {rule.name for rule in step.fields if rule.hidden}
    return {name: value for name, value in fields.items() if name not in hidden}


def _given(command: TakeStep, name: str) -> bool:
    value = getattr(command, name) if name in _OWN else command.fields.get(name)
    return value is not None and value not in ("", ())


def _check(name: str, value: Value, rule: FieldRule | None, city: City) -> None:
    rule = rule or FieldRule(name=name, label_zh=name, label_en=name)
    fault = CHECKS[rule.type](value, rule, city)
    if fault:
        facts = {"allowed": rule.choices, "least": rule.least, "most": rule.most, "value": value}
        raise NotSo(fault, field=f"fields.{name}", **facts)


def _text(value: Any, _: FieldRule, __: City) -> Fault:
    return None if isinstance(value, str) else "field_wrong"


def _yes(value: Any, _: FieldRule, __: City) -> Fault:
    return None if isinstance(value, bool) else "field_wrong"


def _number(value: Any, rule: FieldRule, _: City) -> Fault:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "field_wrong"
    return _within(value, rule)


def _date(value: Any, _: FieldRule, __: City) -> Fault:
    return None if isinstance(value, str) and _parses(date.fromisoformat, value) else "not_a_date"


def _time(value: Any, _: FieldRule, __: City) -> Fault:
    return None if isinstance(value, str) and _parses(instant, value) else "not_a_time"


def _choice(value: Any, rule: FieldRule, _: City) -> Fault:
    return None if value in rule.choices else "not_a_choice"


def _lines(value: Any, rule: FieldRule, _: City) -> Fault:
    several = _several(value)
    if several is None or not all(isinstance(one, str) for one in several):
        return "field_wrong"
    return _within(len(several), rule)


def _accounts(value: Any, rule: FieldRule, city: City) -> Fault:
    return _lines(value, rule, city) or _unknown(value, city.people.__contains__, "no_such_account")


def _organisations(value: Any, rule: FieldRule, city: City) -> Fault:
    return _lines(value, rule, city) or _unknown(value, city.answers, "unknown_organisation")


def _tasks(value: Any, rule: FieldRule, city: City) -> Fault:
    several = _several(value)
    if several is None or not all(_is_task(one) for one in several):
        return "not_tasks"
    asked = [one["responder"] for one in several]
    return _within(len(several), rule) or _unknown(asked, city.answers, "unknown_organisation")


def _is_task(one: Any) -> bool:
    if not isinstance(one, Mapping):
        return False
    asked = cast(Mapping[str, Any], one)
    by = asked.get("by")
    return {*asked, "by"} == {"responder", "text", "by"} and (by is None or _parses(instant, by))


def _several(value: Any) -> Sequence[Any] | None:
    return cast(Sequence[Any], value) if isinstance(value, tuple | list) else None


def _one(check: Check) -> Check:
    return lambda value, rule, city: check((value,), rule, city)


def _unknown(value: Sequence[str], known: Callable[[str], bool], code: str) -> Fault:
    return None if all(known(one) for one in value) else code


def _within(size: float, rule: FieldRule) -> Fault:
    if rule.least is not None and size < rule.least:
        return "field_too_few"
    if rule.most is not None and size > rule.most:
        return "field_too_many"
    return None


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


CHECKS: Final[Mapping[str, Check]] = {
    "text": _text,
    "yes": _yes,
    "number": _number,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "lines": _lines,
    "account": _one(_accounts),
    "accounts": _accounts,
    "organisation": _one(_organisations),
    "organisations": _organisations,
    "tasks": _tasks,
}
"""By the type the pack gives a field (`contracts.steps.TYPES`)."""
