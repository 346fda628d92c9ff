"""The agreement of a mediation on paper: what the law asks for, escaped, in two languages."""

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from contracts.sentences import Sentence
from gateway.export.agreement import agreement
from gateway.export.document import Document, Grid, Part, Signing, lines
from gateway.export.page import page
from gateway.export.table import Mark
from gateway.present.papers import PAPERS
from tests.unit.gateway.test_procedures import STEPS, file, shown
from tests.unit.response.builders import NOON
from tests.unit.response.mediating import ACCEPT, AGREEMENT, TALK

MARK = Mark("resident-1", NOON, "X20261122-0001")
BEFORE = [
    ("grid-0101", "accept", ACCEPT),
    STEPS[1],
    ("resident-1", "consent", {"party": "张三", "agrees": True}),
    ("resident-2", "consent", {"party": "李四", "agrees": True}),
    ("grid-0101", "mediate", TALK),
]
CONFIRMED = [
    ("resident-1", "confirm", {"party": "张三", "confirms": False}),
    ("grid-0101", "confirm", {"party": "李四", "confirms": True, "way": "signed"}),
    ("resident-1", "confirm", {"party": "张三", "confirms": True}),
]


def settled(*after, **changes):
    """The file as its party reads it, with an agreement."""
    view = file("R02", *BEFORE, ("grid-0101", "agreed", AGREEMENT | changes), *after)
    return shown(view, "resident-1")


def document(*after, **changes):
    return agreement(settled(*after, **changes), lambda account: f"名字 {account}")


def printed(document, language="zh"):
    return page(lines(document, MARK, language)).decode()


@pytest.mark.mechanism(119, 126)
def test_it_holds_what_the_law_asks_for():
    said = printed(replace(document(), number="TX20261122-0001"))

    asked = ("parties_stated", "facts", "responsibility", "result", "performance")
    for name in asked:
        assert AGREEMENT[name] in said
    for told in ("TX20261122-0001", "张三", "李四", "2026年12月1日", "2026年11月23日", "印章"):
        assert told in said
    assert said.count("（已签）") == 3


def test_a_file_has_a_paper_only_once_the_step_that_makes_it_was_taken():
    view = file("R02", *BEFORE)

    [paper] = settled().papers
    assert shown(view, "resident-1").papers == ()
    assert (paper.paper, paper.label_zh) == ("agreement", PAPERS["agreement"].zh)
    assert paper.page.endswith("/tasks/case-1-t1/agreement.html")


@pytest.mark.mechanism(119)
def test_the_latest_word_of_each_party_stands_on_it_with_how_it_was_said():
    words = {one.party: (one.confirmed, one.way) for one in settled(*CONFIRMED).confirmations}

    said = printed(document(*CONFIRMED))

    assert words == {"张三": (True, None), "李四": (True, "signed")}
    assert "不认可" not in said
    assert "本人在系统确认" in said
    assert "待确认" in printed(document())


def test_an_oral_agreement_is_recorded_under_its_own_title():
    oral = {"form": "oral", "signed": (), "mediator_signed": ()}

    said = printed(document(**oral))

    assert "人民调解口头协议登记表" in said
    assert "（已签）" not in said


def test_it_is_chinese_and_has_english_labels_beside_when_asked():
    zh, en = printed(document()), printed(document(), "en")

    assert "履行方式 Manner of performance" in en
    assert "Manner" not in zh
    assert AGREEMENT["result"] in en


class Tags(HTMLParser):
    """Every element of a page, and every attribute."""

    def __init__(self, text):
        super().__init__()
        self.found, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.attributes += [name for name, _ in attrs]


TAME = Sentence("x", "x")
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)> ]]> #emph[x] &amp; 'x'"


def test_what_somebody_typed_makes_no_element_of_any_page():
    words = Sentence(EVIL, EVIL)
    everywhere = Document(
        *(EVIL, words, EVIL),
        (Part(words, EVIL, Grid((words,), ((EVIL,),))),),
        (Signing(words, EVIL, signed=True),),
        (words,),
    )
    tame = replace(everywhere, title=TAME, parts=(Part(TAME, "x", Grid((TAME,), (("x",),))),))

    marked = Mark(EVIL, NOON, EVIL)
    evil = page(lines(everywhere, marked, "en")).decode()

    found = Tags(evil)
    assert "script" not in found.found
    assert "img" not in found.found
    assert "onerror" not in found.attributes
    assert EVIL in unescape(evil)
    assert set(found.found) == set(Tags(page(lines(tame, MARK, "en")).decode()).found)
