"""Answers of the server against whole runs of the notebooks, and what it refuses."""

import asyncio
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from serving import ROOT, Serving, children, crowd
from starlette.requests import Request

from evidence.notebooks.parameters import describe
from evidence.notebooks.published import records
from evidence.notebooks.values import read_assignments
from evidence.project import find_chapter
from evidence.running import engine
from evidence.running.task import Task
from evidence.serve.pages import Pages

STATES = [("waic_2025", {"visits_per_person": "1.5", "available": "released,shown"}),
          ("compute_and_sanctions", {"power_kw": "700"}),
          ("open_source_models", {})]


@pytest.fixture(scope="module")
def server():
    if not (ROOT / "_build/html/index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    with Serving(ROOT) as running:
        yield running


@pytest.mark.parametrize("name, values", STATES, ids=lambda given: given if isinstance(given, str) else "")
def test_answers_are_those_of_a_run_to_the_letter(server, name, values):
    chapter = find_chapter(ROOT, name)
    typed = read_assignments(describe(chapter), [f"{key}={value}" for key, value in values.items()])
    ran = engine.run_task(Task(chapter, ROOT, typed, f"chapters/{chapter.name}", pictures=False))
    texts = {record["name"]: record["text"] for cell in ran.notebook.cells
             for kind, record in records(cell.get("outputs", ())) if kind == "result"}
    code, said = server.answers(name, values)
    assert code == 200 and texts
    assert {key: text for key, text in said["texts"].items() if not key.startswith(("headline:", "scale:"))} == texts


@pytest.mark.parametrize("query, wrong", [
    ("power_kw=-1", "'-1' is not a number from"), ("power_kw=nan", "'nan' is not"), ("power_kw=1&power_kw=2", "twice"),
    ("x%3Bimport+os=1", "the chapter has no parameter"), ("power_kw=600%00", "is not a number")])
def test_values_are_checked_as_for_a_run(server, query, wrong):
    code, body = server.ask(f"-/answers/compute_and_sanctions?{query}")
    assert code == 400 and wrong in body.decode()


def at(server, headers=None, **given):
    return server.ask(given.pop("path", "index.html"), **given, **(headers or {}))[0]


def test_pages_are_served(server):
    code, page = server.ask("index.html", Sec_Fetch_Site="same-origin", Origin=f"http://{server.host}")
    assert code == 200 and b"-/explorer-live.js" in page
    assert b"explorer-live" not in (ROOT / "_build/html/index.html").read_bytes()


@pytest.mark.parametrize("code, given", [
    (421, {"headers": {"Host": "evil.example"}}),                       # a name made to lead here
    (421, {"headers": {"Host": "127.0.0.1"}}),
    (403, {"headers": {"Origin": "http://evil.example"}}),
    (403, {"headers": {"Origin": "null"}}),
    (403, {"headers": {"Sec_Fetch_Site": "cross-site"}}),
    (403, {"headers": {"Sec_Fetch_Site": "same-site"}}),
    (405, {"method": "POST"}), (405, {"method": "PUT"}), (405, {"method": "DELETE"}), (405, {"method": "OPTIONS"}),
    (413, {"body": "x"}), (413, {"headers": {"Transfer_Encoding": "chunked"}}),
    (414, {"path": "x" * 5_000}),
    (403, {"path": "/index.html", "absolute": True}), (403, {"path": "/", "absolute": True}),
    (403, {"path": "/wrong/index.html", "absolute": True}), (403, {"path": "//etc/passwd", "absolute": True}),
    (404, {"path": "../../../../../../etc/passwd"}), (404, {"path": "%2e%2e/%2e%2e/README.md"}),
    (404, {"path": "..%2f..%2fREADME.md"}), (404, {"path": "/etc/passwd"}), (404, {"path": "index.html%00.css"}),
    (404, {"path": "chapters/"}), (404, {"path": "chapters"}), (404, {"path": ".buildinfo"}),
    (404, {"path": "-/../../serve/server.py"}), (404, {"path": "-/server.py"}), (404, {"path": "-/answers/nothing"}),
])
def test_what_is_refused(server, code, given):
    assert at(server, **given) == code


def test_a_link_out_of_the_book_is_not_followed(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "html" / "out.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "html" / "in.html").write_text("<title>In</title>")
    pages = Pages(tmp_path / "html", lambda: ["/x.js"])

    def got(name: str):
        request = Request({"type": "http", "path_params": {"path": name}})
        with ThreadPoolExecutor(1) as thread:  # a browser's driver may hold this one's loop
            return thread.submit(asyncio.run, pages.answer(request)).result()

    assert got("out.html").status_code == 404
    assert got("in.html").body == b'<script src="/x.js" defer></script>\n<title>In</title>'


def test_only_this_machine_can_ask(server):
    port = int(server.host.rpartition(":")[2])
    listening = [line.split()[1] for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text()
                 .splitlines()[1:] if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"]
    assert listening == [f"0100007F:{port:04X}"]


def test_a_head_that_never_ends_is_cut_off(server):
    host, port = server.host.split(":")
    with socket.create_connection((host, int(port)), 60) as slow:
        slow.sendall(b"GET /")
        assert slow.recv(1) == b""


def test_a_crowd_is_answered(server):
    codes = crowd(server, 3)
    assert set(codes) <= {200, 400} and codes[200] > 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_all_it_started(server, number):
    with Serving(ROOT) as other:
        started = children(other.process.pid)
        while len(started) < 2:
            time.sleep(0.05)
            started = children(other.process.pid)
        assert other.end(number) == 128 + number
    for _ in range(200):
        left = [one for one in started if os.path.exists(f"/proc/{one}")]
        if not left:
            break
        time.sleep(0.05)
    assert left == []


def test_nothing_to_serve_is_told(tmp_path, capsys):
    from made_up import project

    from evidence.cli import main
    assert main(["--root", str(project(tmp_path)), "serve"]) == 1
    assert "there is no book" in capsys.readouterr().err
