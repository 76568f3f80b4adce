"""Every kind of page a form may name is there; the catalogue refuses every other name."""

import pytest

from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.pages.kinds import KINDS
from tally_app.domain.form.pages import PAGES


def test_the_names_of_the_domain_and_the_pages_of_the_desk_are_one_list():
    assert tuple(KINDS) == PAGES
    assert len({type(kind) for kind in KINDS.values()}) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_says_what_stands_on_it(name):
    assert type(KINDS[name]).blocks is not PageKind.blocks
