"""Style sheets reduced: what applies to nothing goes, what is shown stays."""

from evidence.html.style_sheets import reduced


def test_rules_and_selectors_that_apply_to_nothing_go():
    sheet = '/* no */ p::before { content: ": ;"; }\n@media (width < 9px) { ul p,q {top: 0} ol {top: 0} }\nq {top: 0}'
    assert reduced(sheet, {"p", "ul"}) == 'p::before{content: ": ;";}\n@media (width < 9px){ul p{top: 0}}\n'
