"""How dispatch keeps what it owns: one file for each."""

from services.dispatch.store.aside import ASIDE
from services.dispatch.store.trails import TRAILS
from services.dispatch.store.whistles import WHISTLES, nearby

__all__ = ["ASIDE", "TRAILS", "WHISTLES", "nearby"]
