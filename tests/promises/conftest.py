from tests.promises.halls import hall
from tests.promises.kilns import pots

__all__ = ["hall", "pots"]
