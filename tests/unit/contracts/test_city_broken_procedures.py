"""The procedures of a pack, each rule seen broken."""

import pytest

from tests.unit.contracts.city_files import SMALL, Broken, add, edit, is_named, only

PROCEDURES = "procedures.toml"
LABELS = 'label_zh = "某"\nlabel_en = "some"\n'
MEETING = "".join(
    f'[x.fields.{name}]\ntype = "{kind}"\n{LABELS}'
    for name, kind in (("held_at", "time"), ("bodies", "organisations"))
)


def procedure(code: str, *, head: str = "", step: str = "", tail: str = "", name: str = "x"):
    """The small pack with one more procedure, wrong in one thing."""
    text = (
        f"{SMALL[PROCEDURES]}\n[{name}]\n{LABELS}assessed = false\n{head}\n"
        f'[[{name}.steps]]\nstep = "first"\n{LABELS}who = ["mediator"]\n{step}\n{tail}'
    )
    return Broken(
        f"procedures {code} {head or step or tail}", only(PROCEDURES, text), PROCEDURES, code
    )


PROCEDURE_FAULTS = [
    procedure("reserved_step", tail=f'[[x.steps]]\nstep = "whole"\n{LABELS}who = []'),
    procedure("no_step", step='after = ["nothing"]'),
    procedure("no_such_rule", step='rules = ["luck"]'),
    procedure("no_such_rule", step='effects = ["magic"]'),
    procedure("no_such_paper", step='paper = "poem"'),
    procedure("no_procedure", step='spawns = "nothing"'),
    procedure("no_role", step="", head='opens = ["mayor"]'),
    procedure("no_role", head='seen_by = ["mayor"]'),
    procedure("unknown_clock", head='limit = "nothing"'),
    procedure("lawful_without_limit", head='law = "某条例"'),
    procedure("bad_value", head='limit = "repair.whole"\nlaw = ""'),
    procedure("unknown_clock", step='clock = "nothing"'),
    procedure("no_category", head='categories = ["XX"]'),
    procedure("twice", head='categories = ["R02", "R02"]', name="y"),
    procedure("no_such_type", tail=f'[x.fields.song]\ntype = "song"\n{LABELS}'),
    procedure(
        "no_kind", tail=f'[[x.tiers]]\ntier = "a"\nlevel = "street"\nkinds = ["castle"]\n{LABELS}'
    ),
    procedure("no_responder", step='spawns = "x"\nspawn_at = "nowhere"'),
    procedure("no_such_field", step='since = "held_at"'),
    procedure("no_such_field", step='effects = ["invite"]\nevidence = ["held_at"]\nspawns = "x"'),
    procedure("calls_whom", step='effects = ["invite"]\nspawns = "x"', tail=MEETING),
    procedure("calls_whom", step='effects = ["invite"]\nevidence = ["held_at"]', tail=MEETING),
    procedure("bad_value", tail=f'[[x.tiers]]\ntier = "a"\nlevel = "moon"\n{LABELS}'),
]

PANEL_FAULTS = [
    add("professions.csv", "mediator-gangwan,poet,", "duplicate"),
    add("professions.csv", "officer-01,poet,", "bad_choice", "profession"),
    add("professions.csv", "nobody,lawyer,", "unknown", "account"),
    add("professions.csv", "officer-01,lawyer,nowhere", "unknown", "serves"),
    add("professions.csv", "officer-01,lawyer,gangwan-01", "second_adviser", "serves"),
    edit("city.toml", 'R132 = ["lawyer"]', 'X1 = ["lawyer"]', "no_category", "advice"),
    add("organisations.csv", "council-x,mediation_committee,某会,region,binhe", "committee_size"),
    add("organisations.csv", "studio-x,mediation_studio,某室,region,binhe", "vacant"),
]
PROCEDURE_FAULTS += PANEL_FAULTS


@pytest.mark.parametrize("broken", PROCEDURE_FAULTS, ids=str)
def test_a_broken_procedure_is_named(broken: Broken) -> None:
    named = is_named(broken)

    assert named
