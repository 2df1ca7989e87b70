"""A sweep over the heaviest chapter, beside papermill and ploomber-engine at full parallelism."""

import json
import shutil
import sys
from pathlib import Path

from benchmarks import beyond as beyond_cells
from benchmarks.copies import BIN, copied, cores, installed, side_by_side, timed
from benchmarks.table import Row, median

SWEEP = "bench"
# In a folder of its own: where it is installed, papermill imports it, and matplotlib with it, at every start.
PLOOMBER = ("ploomber-engine==0.0.33", "ploomber-core==0.2.27", "ploomber-extension==0.1.1", "debuglater==1.4.4",
            "posthog==7.91.1", "backoff==2.2.1", "distro==1.9.0", "colorama==0.4.6")
PLOOMBER_FOLDER = "_build/bench-packages"
A_CORE = 4  # runs of the others for each core, which is enough to tell their rate
# ploomber-engine without its start, as its own documentation calls it: runs of one process share its state
IN_A_ROW = """
import json, sys
from ploomber_engine import execute_notebook
for values in json.loads(sys.argv[2]):
    execute_notebook(sys.argv[1], None, parameters=values, progress_bar=False, log_output=False)
"""


def measure(args) -> list[Row]:
    """Runs a second of each, in turn; and seconds a run of ours beyond what the cells take."""
    installed("papermill")
    ploomber = _ploomber(args.root)
    few = A_CORE * cores()
    rates: dict[str, list[float]] = {"ours": [], "with pictures": [], "papermill": [], "ploomber": [], "in a row": []}
    beyond = []
    with copied(args.root) as copy:
        timed([sys.executable, "-m", "evidence", "tables"], copy)
        chapter, parameter = heaviest(copy)
        print(f"  the heaviest chapter: {chapter.stem}; {parameter.name} varies", flush=True)
        for number in range(args.repeat):
            rates["ours"].append(args.runs / sweep(copy, chapter, parameter, args.runs))
            rates["with pictures"].append(few / sweep(copy, chapter, parameter, few, "--pictures"))
            cells, more = beyond_cells.seconds(copy, chapter, parameter.name, values_of(parameter, args.runs))
            beyond.append(more)
            for name, spent in _others(copy, chapter, parameter, few, ploomber).items():
                rates[name].append(few / spent)
            print(f"  {number + 1}: {', '.join(f'{name} {rate[-1]:.2f}/s' for name, rate in rates.items())}; "
                  f"cells {cells:.2f} s, beyond them {beyond[-1]:.3f} s", flush=True)
    ours, what, unit = median(rates["ours"]), f"a sweep of {args.runs} runs over {chapter.stem}", "runs/s"
    drawn = f"{few} runs with its figures drawn, as the others do"
    return [Row(what, ours, "papermill, a process a run", median(rates["papermill"]), unit, "at least 5"),
            Row(drawn, median(rates["with pictures"]), "papermill, a process a run", median(rates["papermill"]), unit),
            Row(what, ours, "ploomber-engine, a process a run", median(rates["ploomber"]), unit, "more than 1"),
            Row(what, ours, "ploomber-engine, runs sharing a process a core", median(rates["in a row"]), unit),
            Row(f"a run of {chapter.stem} beyond what its cells take", median(beyond), bar="under 0.1 s")]


def heaviest(root: Path):
    """The chapter whose run takes longest, and a parameter of it to vary: a seed, or the first number."""
    from evidence import project
    from evidence.running import engine
    from evidence.running.task import Task
    times = {}
    for chapter in project.chapters(root):
        for _ in range(2):  # the first run may have to read what the second finds in memory
            times[chapter] = engine.run_task(Task(chapter, root, {}, f"chapters/{chapter.name}")).seconds
    engine.stop()
    longest = max(times, key=times.get)
    return longest, varied(longest)


def varied(chapter: Path):
    """A parameter whose values do not change how long the chapter takes, as far as can be told."""
    from evidence.notebooks import parameters
    numbers = [one for one in parameters.describe(chapter, chapter.name) if one.type_name in ("int", "float")]
    return min(numbers, key=lambda one: (one.unit != "seed", one.type_name != "float"))


def values_of(parameter, count: int) -> list:
    """So many different values in its range."""
    step = (parameter.high - parameter.low) / max(count - 1, 1)
    typed = round if parameter.type_name == "int" else float
    return [typed(min(parameter.low + step * place, parameter.high)) for place in range(count)]


def declare(root: Path, chapter: Path, parameter, count: int) -> None:
    """Write the sweep into the copy's ``editions.yml``, in place of all others; nothing is kept from before."""
    typed = json.dumps([str(value) for value in values_of(parameter, count)])
    (root / "editions.yml").write_text(f"sweeps:\n  {SWEEP}:\n    chapter: {chapter.stem}\n    description: made up\n"
                                       f"    values:\n      {parameter.name}: {typed}\n", encoding="utf-8")
    shutil.rmtree(root / "_build" / "sweeps", ignore_errors=True)


def sweep(root: Path, chapter: Path, parameter, count: int, *arguments: str) -> float:
    """Seconds of ``evidence sweep``, with its start."""
    declare(root, chapter, parameter, count)
    return timed([sys.executable, "-m", "evidence", "sweep", SWEEP, *arguments], root)


def _ploomber(root: Path) -> Path:
    """The folder with ploomber-engine; fetched once."""
    folder = root / PLOOMBER_FOLDER
    if not (folder / "ploomber_engine").is_dir():
        timed([BIN / "uv", "pip", "install", "-q", "--python", sys.executable, "--target", folder, "--no-deps",
               *PLOOMBER], root)
    return folder


def _others(root: Path, chapter: Path, parameter, count: int, ploomber: Path) -> dict[str, float]:
    """Seconds that the others take for so many runs, as many at once as there are cores."""
    scratch = root / "_build" / "others"
    scratch.mkdir(parents=True, exist_ok=True)
    values = values_of(parameter, count)

    def calls(*program) -> list[list]:
        return [[*program, chapter, scratch / f"out-{place}.ipynb", "-p", parameter.name, value]
                for place, value in enumerate(values)]

    alone = [sys.executable, "-c", "from ploomber_engine.cli import cli; cli()"]
    spent = {"papermill": side_by_side(calls(BIN / "papermill", "--no-progress-bar"), chapter.parent, cores()),
             "ploomber": side_by_side(calls(*alone), chapter.parent, cores(), PYTHONPATH=str(ploomber))}
    shares = [json.dumps([{parameter.name: one} for one in values[core::cores()]]) for core in range(cores())]
    in_a_row = [[sys.executable, "-c", IN_A_ROW, chapter, share] for share in shares]
    spent["in a row"] = side_by_side(in_a_row, chapter.parent, cores(), PYTHONPATH=str(ploomber))
    return spent
