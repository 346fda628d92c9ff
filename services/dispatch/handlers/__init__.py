"""What dispatch does when it is asked or told something: one file for each thing it owns."""

from services.dispatch.handlers.whistles import Dispatch

__all__ = ["Dispatch"]
