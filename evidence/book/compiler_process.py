"""The process that compiles: Jupyter Book's own way, up to where pages are read; the rest when it is told.

Also a Sphinx extension, loaded by this process alone, which does the waiting and the telling.
"""

import gc
import importlib
import os
import sys
import threading
import time
from pathlib import Path

GO, WRITTEN = b"go\n", b"written\n"
# What pages need when they are read. Nothing else runs then: it is better imported while we wait.
LATER = ("evidence.notebooks.parameters", "pybtex.style.labels.number", "pybtex.style.sorting.none", "latexcodec")
LAST = 10_000  # after all other extensions have got ready


def _main(parent: int) -> int:
    """Compile the stage that is the working folder; ends with the process ``parent``."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    gc.disable()  # an eighth of the time; we end before memory runs short
    from jupyter_book import sphinx
    from jupyter_book.config import get_final_config
    stage = Path.cwd()
    settings = {"external_toc_path": (stage / "_toc.yml").as_posix(), "latex_individualpages": False}
    config, _ = get_final_config(user_yaml=stage / "_config.yml", cli_config=dict(settings), validate=False)
    own = [f"evidence.book.{name}" for name in ("patches", "inert", "compiler_process")]
    ours = {"extensions": [*config["extensions"], *own]}
    result = sphinx.build_sphinx(stage, stage / "_build" / "html", noconfig=True, path_config=stage / "_config.yml",
                                 confoverrides=settings | ours, warningiserror=True, keep_going=True, quiet=True)
    return int(result != 0)


def setup(app) -> dict:
    """Wait when everything but the pages has been read; tell when the pages are written."""
    app.connect("builder-inited", _wait, priority=LAST)
    app.connect("build-finished", _tell, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _wait(app) -> None:
    for name in LATER:
        importlib.import_module(name)
    if sys.stdin.buffer.readline() != GO:
        sys.exit("nobody waits for the pages")


def _tell(app, error) -> None:
    print(WRITTEN.decode(), end="", flush=True)


def _end_with(parent: int) -> None:
    """End at once when the process that started us has ended, however it did."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


if __name__ == "__main__":
    code = _main(int(sys.argv[1]))
    sys.stderr.flush()
    os._exit(code)  # to tidy up a memory that is given back anyway takes half a second
