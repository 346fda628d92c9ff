"""A whistle's path is put together from the spans it left, whatever trace they are in."""

from deploy.local.trace import story_of
from deploy.local.tracelens import open_spans


def row(span, trace="t1", parent="", link="", start=0, whistle=None, attributes=""):
    head = (trace, span, parent, link, "dispatch", f"span {span}", start, start + 5, 0)
    return (*head, whistle, attributes)


def told(spans, tmp_path, whistle):
    kept = open_spans(tmp_path / "traces.db")
    kept.executemany("insert into spans values (?,?,?,?,?,?,?,?,?,?,?)", spans)
    return [[(depth, span.span) for depth, span in act] for act in story_of(kept, whistle)]


def test_every_act_of_a_whistle_is_found_with_what_followed_from_it(tmp_path):
    spans = [
        row("door", start=1),
        row("decide", parent="door", start=2, whistle="wh-1"),
        row("publish", trace="t2", link="decide", start=3, whistle="wh-1"),
        row("process", parent="decide", start=4, whistle="wh-1"),
        row("later", trace="t3", start=9, whistle="wh-1"),
        row("other", trace="t4", start=5, whistle="wh-2"),
    ]

    story = told(spans, tmp_path, "wh-1")

    assert story == [
        [(0, "door"), (1, "decide"), (2, "publish"), (2, "process")],
        [(0, "later")],
    ]


def test_a_whistle_is_also_found_by_its_number(tmp_path):
    spans = [row("a", whistle="wh-1", attributes="number=WH1\nx=2"), row("b", trace="t2")]

    assert told(spans, tmp_path, "WH1") == [[(0, "a")]]
    assert told([], tmp_path, "WH") == []
