"""What must hold when a service is taken, by the name the pack uses."""

from collections.abc import Mapping

from contracts.actor import Role
from contracts.refusals import NotSo
from services.response.core.effects import Taken
from services.response.core.mediating import Rule


def _member_agent(taken: Taken) -> None:
    """红色代办: whoever runs the errand is a party member of the pack."""
    named = taken.fields.get("agent")
    known = taken.city.people.get(named) if isinstance(named, str) else None
    if known is None or not any(role is Role.PARTY_MEMBER for role, _ in known.held):
        raise NotSo("not_a_member", field="fields.agent", value=named)


RULES: Mapping[str, Rule] = {"member_agent": _member_agent}
