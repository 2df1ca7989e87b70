"""What is made of what a runner leaves behind: a whole notebook, or the cell that kept it from its end."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from evidence.running.outcome import Ended, complete_notebook
from evidence.running.task import RunError

WORDS = new_markdown_cell("words")
EMPTY = new_code_cell(" \n")


def ran(*outputs, tags=()):
    return new_code_cell("1", execution_count=1, outputs=list(outputs), metadata={"tags": list(tags)})


def failed(*tags, said="no"):
    return ran(new_output("stream", text="x"), new_output("error", ename="ValueError", evalue=said), tags=tags)


@pytest.mark.parametrize("cells", [
    [], [WORDS, EMPTY], [ran(), WORDS, ran(new_output("stream", text="x"))], [failed("raises-exception"), ran()]])
def test_a_run_is_whole_where_every_cell_has_run(cells):
    notebook = new_notebook(cells=cells)
    assert complete_notebook(Ended(notebook), "one.ipynb") is notebook


@pytest.mark.parametrize("cells, left, said", [
    ([WORDS, ran(), new_code_cell("2"), new_code_cell("3")], {},
     "one.ipynb:cell 3: the run stops here: this cell did not"),
    ([ran(), failed(), new_code_cell("3")], {}, "one.ipynb:cell 2: the run stops here: ValueError: no; mend"),
    ([failed("other")], {}, "one.ipynb:cell 1: the run stops here: ValueError: no; mend"),
    ([failed(said="x" * 201)], {}, f"the run stops here: ValueError: {'x' * 199}…; mend"),
    ([failed(said="x" * 200)], {}, f"the run stops here: ValueError: {'x' * 200}; mend"),
    ([ran(), ran()], {"problem": "it died", "started": [0, 1]}, "one.ipynb:cell 2: the run stops here: it died; mend"),
    ([failed(), ran()], {"problem": "it died", "started": [1]}, "one.ipynb:cell 2: the run stops here: it died; mend"),
    ([ran()], {"problem": "it died"}, "one.ipynb: did not run: it died; open the notebook to try"),
    (None, {}, "one.ipynb: did not run: nothing was left behind; open"),
    (None, {"problem": "it died"}, "one.ipynb: did not run: it died; open"),
])
def test_what_kept_it_from_its_end_is_said_with_the_cell(cells, left, said):
    notebook = None if cells is None else new_notebook(cells=cells)
    with pytest.raises(RunError) as error:
        complete_notebook(Ended(notebook, **left), "one.ipynb")
    assert said in str(error.value) and error.value.notebook is notebook
