"""What the search looks through: sections, folds and tables of a page, each as running text at its address."""

from evidence.sphinxext.search import sections_of

PAGE = """<html><body><main><article class="bd-article"><section id="mills">
<h1>Mills<a class="headerlink" href="#mills">#</a></h1><p>Two <em>old</em> ones.</p>
<section id="sales"><h2>Sales</h2><p>Of flour.</p>
<table><tr><th>who</th><th>how firmly</th></tr><tr><td>Gazette</td><td>reported</td></tr></table></section>
</section></article></main></body></html>"""


def test_each_section_is_found_at_its_address_and_cells_stay_apart(tmp_path):
    (tmp_path / "mills.html").write_text(PAGE)
    assert list(sections_of("mills", tmp_path / "mills.html")) == [
        ("mills.html", "Mills", "Mills", "Two old ones.", 1),
        ("mills.html#sales", "Mills", "Sales", "Of flour.", 1),
        ("mills.html#sales", "Mills", "Sales", "who how firmly Gazette reported", 0.3)]


def test_what_is_evidence_weighs_less(tmp_path):
    (tmp_path / "evidence.html").write_text(PAGE)
    weights = [next(sections_of(name, tmp_path / "evidence.html"))[-1]
               for name in ("chapters/mills", "chapters/register", "chapters/evidence/gazette")]
    assert weights == sorted(weights, reverse=True) and len(set(weights)) == 3
