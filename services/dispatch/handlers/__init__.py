"""What dispatch does when it is asked or told something: one file for each thing it owns."""

from services.dispatch.handlers.counting import Counting
from services.dispatch.handlers.ears import Ears
from services.dispatch.handlers.lists import Lists
from services.dispatch.handlers.looking import Looking
from services.dispatch.handlers.notices import Notices
from services.dispatch.handlers.offers import COMMANDS, Offers
from services.dispatch.handlers.whistles import Dispatch

__all__ = ["COMMANDS", "Counting", "Dispatch", "Ears", "Lists", "Looking", "Notices", "Offers"]
