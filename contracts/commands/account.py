"""What people may ask about their own account."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from contracts.commands.command import Command
from contracts.words import printable

Secret = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(printable)]


class ChangePassword(Command):
    """Set a password of one's own."""

    old: Secret
    new: Secret


class Erase(Command):
    """Leave, and have one's data erased as far as the law lets it; the password says so."""

    password: Secret
