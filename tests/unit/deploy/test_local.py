from deploy.local.accounts import demo_accounts
from deploy.local.plan import MODULES, common_environment, ports_from
from deploy.local.supervisor import pause


def test_a_process_that_keeps_dying_is_started_ever_later_but_never_later_than_half_a_minute():
    assert [pause(deaths) for deaths in (1, 2, 3, 7, 50)] == [0.5, 1.0, 2.0, 30.0, 30.0]


def test_one_port_moves_them_all():
    assert ports_from(8080) == dict(zip(MODULES, range(8080, 8085), strict=True))


def test_the_callers_secret_is_used_before_one_that_was_made(monkeypatch):
    monkeypatch.setenv("WHISTLE_SECRET", "theirs")

    told = common_environment(ports_from(1), {"WHISTLE_SECRET": "made"}, {})

    assert told["WHISTLE_SECRET"] == "theirs"


def test_an_address_of_ours_is_used_before_the_callers(monkeypatch):
    monkeypatch.setenv("WHISTLE_NAMESPACE", "theirs")

    told = common_environment(ports_from(1), {}, {"WHISTLE_NAMESPACE": "ours"})

    assert told["WHISTLE_NAMESPACE"] == "ours"


def test_one_account_is_shown_for_each_role(tmp_path):
    (tmp_path / "people.csv").write_text(
        "id,name,role,at\nli,李强,liaison,d1\nzhao,赵敏,liaison,d2\nwang,王芳,commander,s1\n",
        encoding="utf-8",
    )

    assert demo_accounts(tmp_path) == [("commander", "wang", "王芳"), ("liaison", "li", "李强")]


def test_a_city_without_people_shows_no_accounts(tmp_path):
    assert demo_accounts(tmp_path) == []
