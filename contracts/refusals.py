"""The domain says no.

    Refused
    ├── NotSo       the words are wrong: a field and a reason            (edge: 422)
    ├── NotYours    the actor may not do this here                       (edge: 403)
    ├── NotNow      the move is illegal in this state                    (edge: 409)
    ├── Stale       somebody was faster: the version moved on            (edge: 409)
    └── NotThere    no such thing, or nothing this actor may know of     (edge: 404)

The core names a code; only the edge knows HTTP. The sentence a person reads is in
`contracts.sentences`, in both languages, found by the code.
"""


class Refused(Exception):
    """A command or an event the domain does not accept."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        """What the sentence needs: `field`, `state`, `allowed`, `open` …"""


class NotSo(Refused):
    """The words are wrong. `facts['field']` names the field."""


class NotYours(Refused):
    """The actor may not do this here."""


class NotNow(Refused):
    """Illegal in this state. `facts['state']` and `facts['allowed']` say what is possible."""


class Stale(Refused):
    """Somebody was faster. `facts['version']` is the version now."""


class NotThere(Refused):
    """No such thing, or nothing this actor may know of."""
