"""[households] of city.toml: what the rules say of a situation speaks of something there is."""

from collections.abc import Collection, Iterator

from contracts.city.households import Policy
from contracts.city.reading.source import RULES, Source
from contracts.city.rules import Rules

_HEAD = "[[households.policies]]"


def check_policies(source: Source, rules: Rules | None, categories: Collection[str]) -> None:
    """Note every policy that is about no kind of fact and no category; rows count lines.

    A table that could not be read is a fault of its own, not one of everybody who refers to it.
    """
    if rules is None or not categories:
        return
    codes = (*categories, *(fact.kind for fact in rules.households.facts))
    lines = source.text(RULES).splitlines()
    heads = [n for n, line in enumerate(lines, 1) if line.strip().startswith(_HEAD)]
    rows = dict(enumerate(heads))
    for n, policy in enumerate(rules.households.policies):
        for value in _nothing(policy, codes):
            source.wrong(RULES, rows.get(n), "households.policies.about", "no_about", value=value)


def _nothing(policy: Policy, codes: Collection[str]) -> Iterator[str]:
    """What it names of which there is nothing."""
    for about in policy.about:
        if not any(code.startswith(about) for code in codes):
            yield about
