"""Every page that somebody of our team can reach, and members cannot: see ``test_every_page``."""

import pytest

from tests.browser.crawl import AT_WORK
from tests.browser.test_every_page import (
    ELSEWHERE,
    FOR_MEMBERS,
    MET_AT_WORK,
    PAGES,
    SEEN,
    of,
    walked,
)

ELSEWHERE_WALKED = frozenset(FOR_MEMBERS - MET_AT_WORK)


@pytest.mark.parametrize("visitor", AT_WORK, ids=of)
def test_every_page_of_somebody_at_work(site, browser, visitor):
    walked(site, browser, visitor, known=ELSEWHERE_WALKED)


def test_no_page_at_work_was_missed():
    assert sorted(PAGES.keys() - ELSEWHERE_WALKED - SEEN - ELSEWHERE) == []
