"""What the city knows kinds of: categories and who answers for them, whistles, procedures."""

from collections.abc import Mapping
from functools import cached_property

from contracts.city.category import Category, Scheme
from contracts.city.contents import Contents
from contracts.city.intake import Standard
from contracts.city.professional import Profession
from contracts.city.whistling import GradeRule, Procedure, WhistleKind
from contracts.words import Grade, Kind


class Catalogue(Contents):
    """Categories, kinds and grades of whistles, procedures."""

    def knows_category(self, code: str) -> bool:
        """Whether there is such a category."""
        return code in self.categories

    def category(self, code: str) -> Category:
        """Return a category."""
        return self.categories[code]

    def standard(self, category: str, code: str | None = None) -> Standard | None:
        """Return a standard of a category, the usual one when none is named; None: it has none.

        Raises:
            KeyError: the category has no standard of this code.
        """
        found = {one.code: one for one in self.standards.get(category, ())}
        return found[code] if code else next(iter(found.values()), None)

    def translated(self, scheme: str, code: str) -> str | None:
        """Return our code of a class another list names; None when no class bears it there."""
        if scheme == Scheme.CJT214:
            return self._of_cjt214.get(code)
        return code if self.knows_category(code) else None

    @cached_property
    def _of_cjt214(self) -> Mapping[str, str]:
        return {one.cjt214: one.code for one in self.categories.values() if one.cjt214}

    def kind(self, kind: Kind) -> WhistleKind:
        """Return a kind of whistle."""
        return self.kinds[kind]

    @cached_property
    def kinds(self) -> Mapping[Kind, WhistleKind]:
        """The kinds of whistle, in the order of the pack."""
        return {kind.kind: kind for kind in self.rules.kinds}

    def grade(self, grade: Grade) -> GradeRule:
        """Return a grade, with who may blow it."""
        return next(rule for rule in self.rules.grades if rule.grade is grade)

    def graver(self, grade: Grade) -> Grade:
        """Return the next grade up; the gravest stays what it is."""
        order = tuple(rule.grade for rule in self.rules.grades)
        return order[min(order.index(grade) + 1, len(order) - 1)]

    def procedure(self, name: str) -> Procedure:
        """Return how one responder answers."""
        return self.procedures[name]

    @cached_property
    def procedures_of(self) -> Mapping[str, str]:
        """The procedure each category goes through before any department, where there is one."""
        return {code: p.name for p in self.procedures.values() for code in p.categories}

    @cached_property
    def papers_of(self) -> Mapping[str, str]:
        """What a step of this name puts on paper, where it does."""
        steps = (step for one in self.procedures.values() for step in one.steps)
        return {step.step: step.paper for step in steps if step.paper}

    def advice(self, category: str) -> tuple[Profession, ...]:
        """Return the professions that help to settle a category; none: nobody in particular."""
        return self.rules.advice.get(category, ())
