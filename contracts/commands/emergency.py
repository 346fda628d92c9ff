"""What may be asked of a district's emergency mode."""

from contracts.commands.command import Command
from contracts.words import Id, Words


class DeclareEmergency(Command):
    """Switch the emergency mode on: musters become possible, circles wider."""

    at: Id
    """The district."""
    reason: Words


class ProlongEmergency(Command):
    """Let it last longer, from now."""

    reason: Words


class EndEmergency(Command):
    """Switch it off."""

    reason: Words
