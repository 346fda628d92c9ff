"""Reads that only their owner can answer, and who may ask them.

Like `contracts.commands.routes`, this table is all there is: the doors, the OpenAPI document and
the role tests are made from it.
"""

from gateway.passages.matters import MATTERS
from gateway.passages.months import MONTHS
from gateway.passages.passage import EVERYBODY, MEASURED, SERVED, Passage, Question

__all__ = ["EVERYBODY", "MEASURED", "PASSAGES", "SERVED", "Passage", "Question"]

PASSAGES: tuple[Passage, ...] = (*MATTERS, *MONTHS)
