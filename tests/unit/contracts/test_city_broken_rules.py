"""The categories, duties, dates and rules of a pack, each rule seen broken."""

import pytest

from contracts.city.reasons import REASONS
from contracts.commands.importing import Unfit
from tests.unit.contracts.city_files import (
    SMALL,
    Broken,
    add,
    edit,
    is_named,
    only,
    without_lines,
)
from tests.unit.contracts.test_city_broken_compounds import COMPOUNDS
from tests.unit.contracts.test_city_broken_directory import DIRECTORY, WARNED
from tests.unit.contracts.test_city_broken_places import FILES, MAPS, PLACES
from tests.unit.contracts.test_city_broken_procedures import PROCEDURE_FAULTS
from tests.unit.contracts.test_visiting import VISITING

CITY = "city.toml"
ORGANISATIONS, PEOPLE = "organisations.csv", "people.csv"
CATEGORIES, DUTIES = "categories.csv", "duties.csv"
CALENDAR, PROCEDURES = "calendar.csv", "procedures.toml"

POLICY = "households.policies.about"


def row_of(about: str) -> int:
    """The line at which the policy begins that holds these words."""
    lines = SMALL[CITY].splitlines()
    return next(n for n, line in enumerate(lines) if about in line and line.startswith("about"))


RULES = [
    # categories
    add(
        CATEGORIES,
        "E0110,GBT30428,event,暴露垃圾,Waste,L3,4 wh,ordinary,public,no",
        "duplicate",
        "code",
    ),
    add(CATEGORIES, "X1,MINE,event,某事,Some,L3,,ordinary,public,no", "bad_choice", "scheme"),
    add(CATEGORIES, "X1,LOCAL,matter,某事,Some,L9,,ordinary,public,no", "unknown", "grade"),
    add(CATEGORIES, "X1,LOCAL,matter,某事,Some,L3,4 days,ordinary,public,no", "bad_limit", "limit"),
    add(
        CATEGORIES,
        "X1,LOCAL,matter,某事,Some,L3,,ordinary,public,maybe",
        "bad_choice",
        "restricted",
    ),
    add(CATEGORIES, "X1,LOCAL,matter,某事,,L3,,ordinary,public,no", "blank", "name_en"),
    add(CATEGORIES, "E0199,GBT30428,part,某物,Some,L3,,ordinary,public,no", "wrong_prefix", "code"),
    add(CATEGORIES, "0199,CJT214,event,某事,Some,L3,,ordinary,public,no", "wrong_prefix", "code"),
    add(
        CATEGORIES,
        "CE0107,GBT30428,event,某事,Some,L3,,ordinary,public,no",
        "wrong_prefix",
        "code",
    ),
    add(
        CATEGORIES,
        "CP0199,CJT214,event,某事,Some,L3,,ordinary,public,no",
        "wrong_prefix",
        "code",
    ),
    add(
        CATEGORIES,
        "X1,LOCAL,matter,某事,Some,L3,,ordinary,public,no,,P0118",
        "duplicate",
        "cjt214",
    ),
    add(
        CATEGORIES,
        "P0599,GBT30428,part,某物,Some,L3,,ordinary,public,no",
        "no_standard",
        "code",
    ),
    add(
        CATEGORIES,
        "CP0599,CJT214,part,某物,Some,L3,,ordinary,public,no",
        "no_standard",
        "code",
    ),
    # standards
    add("standards.csv", "X-1,,某,Some,,某,Some,no,no,", "blank", "category"),
    add("standards.csv", "X-1,R08,某,Some,soon,某,Some,no,no,", "bad_limit", "limit"),
    add("standards.csv", "X-1,R08,某,Some,,,Some,no,no,", "blank", "closing_zh"),
    add("standards.csv", "X-1,R08,某,Some,,某,Some,maybe,no,", "bad_choice", "photo"),
    add("standards.csv", "X-1,R08,某,Some,,某,Some,no,no,now", "bad_choice", "urgency"),
    add("standards.csv", "R08-1,R08,某,Some,,某,Some,no,no,", "duplicate", "code"),
    edit(
        CITY, 'about = ["R135"]', 'about = ["R9"]', "no_about", POLICY, row_of('about = ["R135"]')
    ),
    edit(CITY, '["gas_bottle", "S29"', '["gas", "gsa"', "no_about", POLICY, row_of('"S29"')),
    edit(CITY, 'age = "30 cd"', 'age = "long"', "bad_value", "intake.stuck.age"),
    # duties
    add(DUTIES, "E01,*,chengguan,,street,", "duplicate"),
    add(DUTIES, "Z,*,chengguan,,street,", "no_category", "category"),
    add(DUTIES, "E02,nowhere,chengguan,,street,", "unknown", "area"),
    add(DUTIES, "E02,binhe,nobody,,street,", "unknown", "lead"),
    add(DUTIES, "E02,binhe,chengguan,nobody,street,", "unknown", "assist"),
    add(DUTIES, "E02,binhe,@police,,street,", "bad_choice", "lead"),
    add(DUTIES, "E02,binhe,chengguan,,village,", "bad_choice", "level_can_settle"),
    add(DUTIES, "E02,binhe,binhe-01,,street,", "community_leads", "lead"),
    add(DUTIES, "E02,binhe,@community,,street,", "community_leads", "lead"),
    add(DUTIES, "E02,binhe,xuexiao,,street,", "cannot_lead", "lead"),
    add(DUTIES, "E02,gangwan,zhifa-binhe,,street,", "serves_elsewhere", "lead"),
    add(DUTIES, "P02,gangwan,chengguan,shuiwu;chengguan,street,", "lead_assists", "assist"),
    Broken(
        "a category nobody answers for",
        {
            **SMALL,
            DUTIES: "\n".join(row for row in SMALL[DUTIES].split("\n") if row[0:1] not in "*E"),
        },
        CATEGORIES,
        "uncovered",
        "code",
    ),
    Broken(
        "a street without the team its duties name",
        {**SMALL, **{f: without_lines(f, "zhifa-binhe") for f in (ORGANISATIONS, PEOPLE)}},
        DUTIES,
        "no_local",
        "lead",
    ),
    # calendar
    add(CALENDAR, "region,2026-10-01,REST,1,某文件,yes", "duplicate", "date"),
    add(CALENDAR, "lunar,2026-12-01,REST,1,某文件,yes", "unknown", "calendar"),
    add(CALENDAR, "region,2026-13-01,REST,1,某文件,yes", "bad_date", "date"),
    add(CALENDAR, "region,20261201,REST,1,某文件,yes", "bad_date", "date"),
    add(CALENDAR, "region,2026-12-01,FEAST,1,某文件,yes", "bad_choice", "kind"),
    add(CALENDAR, "region,2026-12-01,REST,new,某文件,yes", "bad_value", "version"),
    add(CALENDAR, "region,2026-12-01,SWAP_WORK,1,某文件,yes", "swap_weekday", "kind"),
    # rules
    edit(
        CITY,
        'acknowledge = "1 wh"',
        'acknowledge = "1 week"',
        "bad_value",
        "kinds.0.clocks.acknowledge",
    ),
    edit(CITY, "duty = 25", "duty = 24", "bad_value", "scoring"),
    edit(CITY, "accuracy = 40", "accuracy = 41", "bad_value", "scoring"),
    edit(CITY, "response = 0.1", "response = 0.2", "bad_value", "rates"),
    edit(
        CITY, "[objection]\nmax = 1", "[objection]\nmaximum = 1", "bad_value", "objection.maximum"
    ),
    edit(CITY, 'kind = "DRILL"', 'kind = "PARTY"', "bad_value", "kinds.4.kind"),
    edit(CITY, 'kind = "DRILL"', 'kind = "DEMAND"', "needed", "kinds"),
    edit(CITY, 'kind = "DRILL"', 'kind = "DEMAND"', "twice", "kinds"),
    edit(CITY, 'grade = "RED"', 'grade = "BLUE"', "needed", "grades"),
    edit(CITY, '"case.sort" = ', '"case.sorted" = ', "needed", "spans"),
    edit(CITY, "share = 1.5", "share = 2.5", "not_rising", "ladder"),
    edit(CITY, 'tell = ["department_head"]', 'tell = ["mayor"]', "no_role", "ladder.tell"),
    edit(CITY, 'region = "region"', 'region = "lunar"', "no_calendar", "region"),
    edit(CITY, 'complete = "60 s"\n', "", "needed", "kinds.DRILL.clocks"),
    # procedures
    Broken(
        "a procedure the product needs",
        only(
            PROCEDURES,
            SMALL[PROCEDURES]
            .replace("transfer]", "forward]")
            .replace("transfer.steps", "forward.steps"),
        ),
        PROCEDURES,
        "needed",
        "transfer",
    ),
    edit(PROCEDURES, 'step = "arrive"', 'step = "acknowledge"', "twice", "muster.steps"),
    edit(PROCEDURES, '"department_liaison"', '"mayor"', "no_role", "muster.steps"),
    edit(PROCEDURES, 'clock = "arrive"', 'clock = "arrival"', "unknown_clock", "muster.steps"),
    edit(PROCEDURES, "assessed = true", "assessed = 7", "bad_value", "muster.assessed"),
]


@pytest.mark.parametrize("broken", RULES, ids=str)
def test_a_broken_rule_is_named_with_its_place(broken: Broken) -> None:
    named = is_named(broken)

    assert named


def test_every_reason_was_seen() -> None:
    broken = (*FILES, *PLACES, *COMPOUNDS, *DIRECTORY, *RULES, *PROCEDURE_FAULTS, *VISITING)
    seen = (
        {one.code for one in broken}
        | {code for code, *_ in MAPS}
        | {
            WARNED,
            "no_class_yet",
            "nobody_there",
            "unmanned",
            *Unfit,
            "formula",
            "map_needed",
            "not_text",
            "not_of_a_pack",
            "version_taken",
        }
    )

    assert seen == set(REASONS)


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_said_in_both_languages(code: str) -> None:
    zh, en = REASONS[code]

    assert any("\u4e00" <= character <= "\u9fff" for character in zh) or zh == "{detail}"
    assert en.isascii() or "接诉即办工作条例" in en
