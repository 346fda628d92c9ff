"""Run one command in the terminal: Ctrl-C and SIGTERM end it in order, problems are sentences.

Exit codes: 0 done or stopped, 1 something failed, 2 this machine lacks something.
"""

import signal
import sys
from collections.abc import Callable

from deploy.local.install import Unavailable
from deploy.local.process import Failed


def foreground(command: Callable[[], int | None]) -> int:
    """Return the exit code of `command`; what it opened with `with` is closed on the way out."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return command() or 0
    except KeyboardInterrupt:
        return 0
    except (Unavailable, Failed) as problem:
        print(problem, file=sys.stderr)
        return 2 if isinstance(problem, Unavailable) else 1
