"""Leave out of a process what its libraries bring for terminals and threads it has not.

structlog imports rich, with pygments, and greenlet wherever they are installed: 4 MB of every
process, whose logs are JSON.
"""

import sys
from typing import Any, Final, cast

LEFT_OUT: Final = ("rich", "greenlet")


def leave_out() -> None:
    """Say that there are no such modules, as None among them does; before they are asked for."""
    for name in LEFT_OUT:
        cast(dict[str, Any], sys.modules).setdefault(name, None)
