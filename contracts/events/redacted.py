"""What every service says when the time of personal data is over, or when a person leaves."""

from enum import StrEnum

from contracts.events.event import Event


class Depth(StrEnum):
    """How much is taken out."""

    IDENTITY = "identity"
    """Who it was: accounts, names, numbers in texts, photos, the house."""
    WHOLE = "whole"
    """And every word that was typed."""


class Redacted(Event):
    """Its personal data were taken out; what it says of others stays."""

    depth: Depth
