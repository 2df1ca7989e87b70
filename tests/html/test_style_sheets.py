"""Style sheets reduced: what says nothing goes, what is shown stays."""

from evidence.html.style_sheets import reduced


def test_spaces_go_and_those_in_quotation_marks_stay():
    sheet = 'p::before {\n  content: attr(title) ": ";\n  margin: 0  1px;\n}\n@media (width < 9px) { ul p,q {top: 0} }'
    assert reduced(sheet, {"p", "ul"}) == (
        'p::before{content:attr(title) ": ";margin:0 1px;}\n@media (width < 9px){ul p{top:0}}\n')
