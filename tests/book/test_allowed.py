"""What a page may use: every directive and role of the engine is on the list, or no page could use it."""

from evidence.book import allowed
from evidence.sphinxext.directives import DIRECTIVES
from evidence.sphinxext.roles import ROLES


def test_every_directive_and_role_of_ours_may_be_used():
    assert set(DIRECTIVES) == allowed.OURS
    assert set(ROLES) <= allowed.ROLES
