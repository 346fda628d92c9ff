"""一社区一法律顾问, 一社区一警务助理: whom a case's place has for matters like this."""

from contracts.views.case import Adviser
from gateway.fold import Folded
from gateway.present.reader import Reader


def advisers(case: Folded, reader: Reader) -> tuple[Adviser, ...]:
    """The lawyers, officers … attached to the place that the category asks for, nearest first."""
    city = reader.city
    wanted = city.advice(case.get("category"))
    attached = city.professionals.attached(wanted, case.get("place")["path"])
    return tuple(
        Adviser(
            account=one.account,
            name=city.people[one.account].name if one.account in city.people else one.account,
            profession=one.profession,
            profession_zh=city.label(f"profession.{one.profession}", "zh"),
            profession_en=city.label(f"profession.{one.profession}", "en"),
        )
        for one in dict.fromkeys(attached)
    )
