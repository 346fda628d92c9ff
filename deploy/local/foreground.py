"""Run one command in a terminal: Ctrl-C, SIGTERM and SIGHUP end it in order; problems are words.

Exit codes: 0 done or stopped, 1 something failed, 2 this machine lacks something.
"""

import signal
import sys
from collections.abc import Callable

from deploy.local.install import Unavailable
from deploy.local.process import Failed


def foreground(command: Callable[[], int | None]) -> int:
    """Return the exit code of `command`; what it opened with `with` is closed on the way out."""
    # SIGINT, too: a shell starts what it puts in the background with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        return command() or 0
    except KeyboardInterrupt:
        return 0
    except (Unavailable, Failed) as problem:
        print(problem, file=sys.stderr)
        return 2 if isinstance(problem, Unavailable) else 1
