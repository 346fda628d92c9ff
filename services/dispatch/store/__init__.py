"""How dispatch keeps what it owns: one file for each."""

from services.dispatch.store.whistles import WHISTLES, nearby

__all__ = ["WHISTLES", "nearby"]
