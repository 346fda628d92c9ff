"""The drawn lifecycles are those of the tables."""

from deploy.contracts.diagram import FILE, page


def test_the_committed_page_is_of_today():
    assert FILE.read_text() == page(), "run `make diagram`"
