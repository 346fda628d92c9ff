"""Every way in: what it must carry, who may use it, who looks first, and who saw it first."""

from datetime import timedelta

import pytest

from contracts.channels import NEEDS, RESIDENTS, Kin, Origin, TicketKind, origin
from contracts.city.intake import GroupRule
from contracts.events.case import CaseReported
from contracts.refusals import NotSo, NotYours
from contracts.words import Channel, Level
from services.intake.core.entry import FAST_CLOCK
from tests.unit.intake.builders import (
    HEAD,
    NOON,
    OFFICER,
    RESIDENT,
    WORKER,
    act,
    decide,
    report,
)
from tests.unit.intake.towns import (
    CARRIED,
    NEIGHBOURHOOD,
    OPERATOR,
    PETITION,
    POST,
    TICKET,
    UNIT_HEAD,
    ZHANG,
    town,
)

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def come(channel, **more):
    """A report that came this way, with all it needs."""
    return report(channel=channel, **(CARRIED.get(channel, {}) | more))


def filer(channel):
    """Somebody who may use this channel."""
    return OPERATOR if channel is Channel.HOTLINE else OFFICER


@pytest.mark.mechanism(20, 21, 22, 23, 25, 29, 35, 41, 48, 228)
@pytest.mark.parametrize("channel", Channel)
def test_every_channel_makes_one_and_the_same_kind_of_case(channel):
    (taken,) = decide(come(channel), by=filer(channel), city=NEIGHBOURHOOD)

    assert isinstance(taken, CaseReported)
    assert taken.through is channel
    assert taken.owner.at in ("g1", "c1", "s1")
    assert taken.due_at > NOON


@pytest.mark.parametrize(("channel", "field"), [(c, f) for c, fs in NEEDS.items() for f in fs])
def test_a_channel_without_what_it_must_carry_is_refused(channel, field):
    bare = report(channel=channel)

    with pytest.raises(NotSo, match="channel_needs") as refused:
        decide(bare, by=filer(channel), city=NEIGHBOURHOOD)

    assert refused.value.facts == {"field": field, "channel": channel.value}


@pytest.mark.parametrize("channel", Channel)
def test_a_resident_speaks_for_no_office(channel):
    told = come(channel)

    if channel in RESIDENTS:
        assert act(None, told, RESIDENT, city=NEIGHBOURHOOD).channel is channel
    else:
        with pytest.raises(NotYours, match="not_your_channel"):
            decide(told, by=RESIDENT, city=NEIGHBOURHOOD)


@pytest.mark.mechanism(25)
def test_only_the_hotline_brings_tickets_of_the_hotline():
    with pytest.raises(NotYours, match="not_your_channel"):
        decide(come(Channel.HOTLINE), by=OFFICER, city=NEIGHBOURHOOD)


@pytest.mark.mechanism(37)
@pytest.mark.parametrize(
    ("channel", "first"),
    [
        (Channel.PATROL, Origin.PROACTIVE),
        (Channel.HOME_VISIT, Origin.PROACTIVE),
        (Channel.LISTENING_DAY, Origin.PROACTIVE),
        (Channel.MONITOR, Origin.PROACTIVE),
        (Channel.APP, Origin.REACTIVE),
        (Channel.GROUP, Origin.REACTIVE),
        (Channel.HOTLINE, Origin.REACTIVE),
    ],
)
def test_a_case_says_who_saw_it_first(channel, first):
    taken = act(None, come(channel), filer(channel), city=NEIGHBOURHOOD)

    assert taken.origin is first is origin(channel)


@pytest.mark.mechanism(22, 31)
def test_a_grid_worker_who_files_for_a_resident_is_the_reporter_and_the_resident_is_kept():
    told = come(Channel.GRID_WORKER)

    (taken,) = decide(told, by=WORKER)

    assert taken.reporter == WORKER.id
    assert taken.on_behalf_of == ZHANG
    assert act(None, told, WORKER).on_behalf_of == ZHANG


@pytest.mark.mechanism(31, 48)
def test_what_a_phone_saw_without_a_network_keeps_the_time_it_was_seen():
    seen = NOON - 5 * HOUR

    (taken,) = decide(come(Channel.PATROL, seen_at=seen, photos=("ph-1",)), by=WORKER)

    assert taken.seen_at == seen
    assert taken.reported_at == NOON
    assert taken.photos == ("ph-1",)


@pytest.mark.mechanism(35)
def test_a_building_head_reports_and_holds_what_can_stay_in_the_building():
    taken = act(None, come(Channel.BUILDING_HEAD), HEAD)

    assert taken.channel is Channel.BUILDING_HEAD
    assert taken.reporters == (HEAD.id,)


@pytest.mark.mechanism(21)
def test_a_message_keeps_group_level_and_sender():
    (taken,) = decide(come(Channel.GROUP), by=UNIT_HEAD, city=NEIGHBOURHOOD)

    assert (taken.group, taken.reporter) == (POST, UNIT_HEAD.id)


@pytest.mark.mechanism(76)
@pytest.mark.parametrize(
    ("level", "rung", "hours"), [(5, "g1", 1), (3, "g1", 1), (2, "c1", 3), (1, "s1", 5)]
)
def test_each_level_of_groups_has_its_own_rule(level, rung, hours):
    lowest = {5: Level.UNIT, 3: Level.GRID, 2: Level.COMMUNITY, 1: Level.STREET}[level]
    rule = GroupRule(answers=lowest, within=f"{hours} h")
    own = town(groups={str(level): rule})
    group = POST.model_copy(update={"level": level})

    taken = act(None, come(Channel.GROUP, group=group), OFFICER, city=own)

    assert (taken.owner.at, taken.owner.level) == (rung, lowest)
    assert taken.due_at == NOON + hours * HOUR


@pytest.mark.mechanism(25)
def test_an_accuser_is_confidential_without_asking():
    accused = come(Channel.HOTLINE, order=TICKET.model_copy(update={"kind": TicketKind.REPORT}))

    assert act(None, accused, OPERATOR, city=NEIGHBOURHOOD).confidential
    assert not act(None, come(Channel.HOTLINE), OPERATOR, city=NEIGHBOURHOOD).confidential


@pytest.mark.mechanism(25)
def test_what_goes_straight_to_a_street_is_copied_to_the_district():
    direct = come(Channel.HOTLINE, order=TICKET.model_copy(update={"direct": True}))

    taken = act(None, direct, OPERATOR, city=NEIGHBOURHOOD)

    assert (taken.owner.at, taken.copied_to) == ("s1", "hc")
    assert act(None, come(Channel.HOTLINE), OPERATOR, city=NEIGHBOURHOOD).copied_to is None


@pytest.mark.mechanism(27, 41)
def test_a_petition_and_a_window_begin_at_the_community():
    for channel in (Channel.PETITION, Channel.WINDOW):
        assert act(None, come(channel), OFFICER).owner.at == "c1"

    assert act(None, come(Channel.PETITION), OFFICER).mandate == PETITION


def test_readers_of_the_first_version_know_every_channel_by_its_kin():
    for channel in Channel:
        (taken,) = decide(come(channel), by=filer(channel), city=NEIGHBOURHOOD)

        assert taken.channel in set(Kin)
        if channel.value in set(Kin):
            assert taken.channel == channel.value


AHEAD = {
    "seen_at": {"channel": Channel.APP, "seen_at": NOON + HOUR},
    "group.sent_at": {
        "channel": Channel.GROUP,
        "group": POST.model_copy(update={"sent_at": NOON + HOUR}),
    },
    "mandate.agreed_on": {
        "channel": Channel.PETITION,
        "mandate": PETITION.model_copy(update={"agreed_on": NOON.date() + 2 * DAY}),
    },
}


@pytest.mark.parametrize(("field", "told"), AHEAD.items())
def test_nothing_was_seen_sent_or_agreed_on_before_it_happened(field, told):
    ahead = come(**told)

    with pytest.raises(NotSo, match="time_in_future") as refused:
        decide(ahead, by=OFFICER, city=NEIGHBOURHOOD)

    assert refused.value.facts["field"] == field


def test_a_phone_whose_clock_is_a_little_fast_is_believed():
    soon = NOON + FAST_CLOCK
    told = come(Channel.PATROL, seen_at=soon)

    assert act(None, told, OFFICER, city=NEIGHBOURHOOD)
    with pytest.raises(NotSo, match="time_in_future"):
        decide(come(Channel.PATROL, seen_at=soon + SECOND), by=OFFICER, city=NEIGHBOURHOOD)
