"""`evidence trace`: the chain of a claim, a reference point, a result."""

import subprocess
import sys

import pytest
import sphinxext_book as book

from evidence.errors import EvidenceError
from evidence.index import trace


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return book.project(tmp_path_factory.mktemp("trace"))


@pytest.mark.parametrize("wanted, lines", [
    ("gazette-mill/sacks", ["seed       seeds/gazette.txt:1, characters", "« le moulin de Vauclair a produit",
                            "The miller; reported by Gazette", "more than 1,200 from « plus de 1 200 »",
                            "supports: The mill is busy. [mill-is-busy]",
                            "differ by definition", "agrees, 7.7\N{NO-BREAK SPACE}% apart: mill-capacity",
                            "chapters/index.md:3 (quantity)", "chapters/index.md:9 (quantity)",
                            "chapters/output.ipynb: cell 4 (figure bars)", "cell 2 (result gap)",
                            "printed in chapters/deep/er/page.md:3 (computed)"]),
    ("mill-capacity", ["1,300", "[survey2020], page nine", "read second-hand", "chapters/index.md:6 (reference)",
                       "cell 5 (table list)"]),
    ("output/gap", ["50 sacks", "cell 2", "rests on   courrier-mill/sacks", "chapters/output.ipynb: cell 1, line 3"]),
    ("gazette-mill/both", ["used in    no page, figure or table"]),
])
def test_chain(root, wanted, lines):
    found = "\n".join(trace.chain(root, wanted))
    for line in lines:
        assert line in found, f"{line}\n---\n{found}"


def test_unknown_id_gets_a_hint(root):
    with pytest.raises(EvidenceError, match="did you mean 'gazette-mill/sacks'"):
        trace.chain(root, "gazette-mill/sack")


WITHOUT_SPHINX = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("sphinx", "docutils"):
            raise ImportError(f"{name} is refused")

sys.meta_path.insert(0, Refuse())
from evidence.cli import main
sys.exit(main(["--root", *sys.argv[1:]]))
"""


def test_no_sphinx_is_needed(root):
    (root / "ledger").mkdir(exist_ok=True)
    call = [sys.executable, "-c", WITHOUT_SPHINX, str(root)]
    done = subprocess.run([*call, "trace", "mill-capacity"], capture_output=True, text=True)
    assert done.returncode == 0 and "reference  mill-capacity" in done.stdout, done.stderr
    refused = subprocess.run([*call, "lint"], capture_output=True, text=True)
    assert "is refused" in refused.stderr  # so the finder does what it is for


def test_words_of_the_ledger_act_on_no_terminal(tmp_path):
    root = book.project(tmp_path / "odd")
    checks = root / "data" / "external_checks.csv"
    checks.write_text(checks.read_text("utf-8").replace("\n", "\x1b[2J\n", 2).replace("\x1b[2J", "", 1), "utf-8")
    for wanted in ("gazette-mill/sacks", "mill-capacity"):
        said = "\n".join(trace.chain(root, wanted))
        assert "\x1b" not in said and r"\x1b[2J" in said
