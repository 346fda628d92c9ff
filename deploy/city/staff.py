"""The organisations and accounts of a generated city. Every name is invented and sounds it."""

from collections.abc import Iterator, Sequence
from random import Random

from deploy.city import lines
from deploy.city.compounds import Compound, compounds
from deploy.city.plan import DISTRICT, Plan, Street

Organisation = tuple[str, ...]
Post = tuple[str, str, str, str]

DEPARTMENTS = (
    ("chengguan", "区城管局"),
    ("shuiwu", "区水务局"),
    ("zhujian", "区住建局"),
    ("gongan", "区公安分局"),
    ("shichang", "区市场监管局"),
    ("huanjing", "区生态环境局"),
    ("yingji", "区应急局"),
    ("yuanlin", "区园林局"),
    ("renshe", "区人社局"),
    ("minzheng", "区民政局"),
    ("sifa", "区司法局"),
)
ENTERPRISES = (
    ("gongshui", "海川供排水公司"),
    ("gongdian", "海川供电公司"),
    ("ranqi", "海川燃气公司"),
    ("gongre", "海川供热公司"),
)
PARTNERS = (("xuexiao", "海川实验小学"), ("yiyuan", "海川惠民医院"))
PROPERTIES = (("wuye-bilan", "碧澜物业"), ("wuye-qinghe", "清禾物业"))

PANEL = ("police", "lawyer", "judge", "counsellor", "police-2", "lawyer-2")

_STUDIOS = 9
_COMMITTEES = 8
_RESIDENTS = 20
_MEMBERS = 12
OFFICES = (
    *(("dangzheng", "党政办公室"), ("dangjian", "党建办公室"), ("jingji", "经济发展办公室")),
    *(("pingan", "平安建设办公室"), ("chengguan", "城市管理办公室")),
    *(("shequ", "社区治理办公室"), ("minsheng", "民生保障办公室")),
    *(("zongzhi", "网格化服务中心"), ("bianmin", "便民服务中心"), ("tuiyi", "退役军人服务站")),
    *(("wenhua", "文化服务中心"), ("shiye", "事业发展中心")),
)
"""7办5中心 of the first street; names are usual, the street is not."""
_FIRST_NAMES = "晨夕帆澜屿汀渚霁虹岚溪舟"
_FAMILIES = "云海星风雨浪礁汐"


def organisations(streets: Sequence[Street]) -> Iterator[Organisation]:
    """Yield (id, kind, name, calendar, territory, branch); communities need no row."""
    for id, name in DEPARTMENTS:
        yield id, "department", name, "region", ""
    for id, name in ENTERPRISES:
        yield id, "enterprise", name, "always", ""
    for id, name in PARTNERS:
        yield id, "partner", name, "region", ""
    for id, name in PROPERTIES:
        yield id, "property", name, "region", "", "yes"
    yield from _settlers(streets[0])
    yield from _offices(streets[0])
    yield "yinhang", "resident_unit", "海川商业银行支行", "region", streets[0].grids[0].id
    for street in streets:
        yield street.id, "street", f"{street.name}办事处", "region", street.id
        team = f"{street.name.removesuffix('街道')}综合执法队"
        yield f"zhifa-{street.id}", "joint_enforcement", team, "region", street.id
    yield from lines.organisations(streets[0])
    for one in _with_committee(streets):
        yield one.committee, "committee", one.committee_name, "region", one.community.id


def _offices(street: Street) -> Iterator[Organisation]:
    """The inner queues of one street."""
    for id, called in OFFICES:
        name = f"{street.name.removesuffix('街道')}{called}"
        yield f"ban-{id}-{street.id}", "office", name, "region", street.id


def _settlers(street: Street) -> Iterator[Organisation]:
    """综治中心, 解纷站, 工作室 and 调解委员会 of the first street; names are made up."""
    name = street.name.removesuffix("街道")
    yield f"center-{street.id}", "governance_centre", f"{name}综治中心", "region", street.id
    yield f"station-{street.id}", "dispute_station", f"{name}枫桥解纷站", "region", street.id
    for n, one in enumerate(street.communities):
        place, called = one.id, one.name.removesuffix("社区")
        yield f"center-{place}", "governance_centre", f"{called}综治中心", "region", place
        if n < _STUDIOS:
            yield f"studio-{place}", "mediation_studio", f"{called}和事佬工作室", "region", place
        if n < _COMMITTEES:
            committee = f"{called}人民调解委员会"
            yield f"council-{place}", "mediation_committee", committee, "region", place


def professions(streets: Sequence[Street]) -> Iterator[tuple[str, str, str]]:
    """Yield (account, profession, serves): the panel of the first street and its advisers."""
    first = streets[0]
    half = len(first.communities) // 2
    halves = (first.communities[:half], first.communities[half:])
    for name in PANEL:
        profession, _, second = name.partition("-")
        served = halves[bool(second)] if profession in ("lawyer", "police") else ()
        yield f"mediator-{name}", profession, ";".join(one.id for one in served)
    yield f"mediator-{first.id}", "full_time", ""


def people(plan: Plan, streets: Sequence[Street]) -> Iterator[Post]:
    """Yield (id, name, role, at), one row per post."""
    dice = Random(plan.seed)
    names: dict[str, str] = {}
    for id, role, at in _posts(plan, streets):
        if id not in names:
            given = "".join(dice.choice(_FIRST_NAMES) for _ in range(2))
            names[id] = dice.choice(_FAMILIES) + given
        yield id, names[id], role, at


def _posts(plan: Plan, streets: Sequence[Street]) -> Iterator[tuple[str, str, str]]:
    yield "supervisor-district", "district_supervisor", DISTRICT
    yield "hotline", "hotline_operator", DISTRICT
    yield from ((role, role, DISTRICT) for role in ("evaluator", "auditor", "ops", "admin"))
    yield from _called(streets)
    first = streets[0]
    for street in streets:
        yield from _street_posts(street, "" if street is first else f"{street.id}-")
    for n in range(_RESIDENTS):
        yield f"resident-{n + 1}", "resident", first.grids[n % len(first.grids)].id
    yield from _members(first)
    yield from ((f"leader-{street.id}", "street_leader", street.id) for street in streets)
    for n in range(plan.building_heads):
        at = first.grids[n * len(first.grids) // plan.building_heads]
        yield f"building-{n + 1:03}", "building_head", at.id
    yield from _committees(streets)
    for n, community in enumerate(first.communities, 1):
        yield f"adviser-{n:02}", "mediator", community.id
        yield f"police-{n:02}", "mediator", community.id
    for office in _offices(first):
        yield f"liaison-{office[0]}", "department_liaison", office[0]
    yield from lines.posts(first)
    yield from _seconded(first)


def _seconded(street: Street) -> Iterator[tuple[str, str, str]]:
    """派驻: one of a department's people works at the first street, which assesses them."""
    yield f"seconded-{street.id}", "department_liaison", "chengguan"
    yield f"seconded-{street.id}", "street_staff", street.id


def _with_committee(streets: Sequence[Street]) -> Iterator[Compound]:
    return (one for one in compounds(streets) if one.committee)


def _committees(streets: Sequence[Street]) -> Iterator[tuple[str, str, str]]:
    """A chair for every committee; of a 物管会 the community's officer is a member."""
    first = streets[0]
    for one in _with_committee(streets):
        yield f"chair-{one.committee}", "property_manager", one.committee
        if one.mode == "property_committee" and one.community in first.communities:
            nth = first.communities.index(one.community) + 1
            yield f"officer-{nth:02}", "property_manager", one.committee


def _called(streets: Sequence[Street]) -> Iterator[tuple[str, str, str]]:
    for id, _ in (*DEPARTMENTS, *ENTERPRISES, *((f"zhifa-{s.id}", "") for s in streets)):
        yield f"liaison-{id}", "department_liaison", id
        yield f"head-{id}", "department_head", id
    for id, _ in PARTNERS:
        yield f"liaison-{id}", "department_liaison", id
    for id, _ in PROPERTIES:
        yield f"manager-{id}", "property_manager", id
    yield "liaison-chengguan-2", "department_liaison", "chengguan"


def _members(street: Street) -> Iterator[tuple[str, str, str]]:
    for n in range(max(_MEMBERS, len(street.communities))):
        community = street.communities[n % len(street.communities)]
        yield f"member-{n + 1:02}", "party_member", community.id
        yield f"volunteer-{n + 1:02}", "volunteer", community.id
        yield f"unit-{n + 1:02}", "unit_head", community.grids[0].id
        yield f"mediator-{n + 1:02}", "mediator", community.id
    yield f"mediator-{street.id}", "mediator", street.id
    yield from _mediators(street)


def _mediators(street: Street) -> Iterator[tuple[str, str, str]]:
    """The panel of the street's station, a lead for every studio, members for every committee."""
    yield f"mediator-{street.id}", "mediator", f"station-{street.id}"
    for profession in PANEL:
        yield f"mediator-{profession}", "mediator", street.id
    for n, one in enumerate(street.communities):
        if n < _STUDIOS:
            yield f"mediator-{n + 1:02}", "mediator", f"studio-{one.id}"
        for m in range(_members_of(n)):
            yield f"council-{n + 1:02}-{m + 1}", "mediator", f"council-{one.id}"


def _members_of(nth: int) -> int:
    """65 people in 8 committees, as a street of the seed documents has them."""
    return 0 if nth >= _COMMITTEES else 8 + (nth == 0)


def _street_posts(street: Street, prefix: str) -> Iterator[tuple[str, str, str]]:
    for role in ("commander", "supervisor", "staff"):
        yield f"{role}-{street.id}", f"street_{role}", street.id
    for c, community in enumerate(street.communities, 1):
        yield f"secretary-{prefix}{c:02}", "community_secretary", community.id
        yield f"officer-{prefix}{c:02}", "community_officer", community.id
        for g, grid in enumerate(community.grids, 1):
            yield f"grid-{prefix}{c:02}{g:02}", "grid_worker", grid.id
