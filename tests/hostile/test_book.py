"""A book that somebody else has sent: what it says of itself is text, what it must not hold stops it, nothing runs."""

import os
import shutil
import socket

import pytest
from made_up import CONFIG, SETUP, cell, contents, project, write

from evidence.cli import main

pytestmark = pytest.mark.hostile
LIVE = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>\\\"><svg/onload=window.ran=1>{{7*6}}"
TOC = "format: jb-book\nroot: chapters/index\nparts:\n  - caption: \"{0}\"\n    chapters:\n" \
      "      - file: chapters/mills\n        title: \"{0}\"\n      - file: chapters/evidence/gazette-mill\n"
SECRET = "what nobody may read 4711"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A book whose settings, contents and bibliography hold markup wherever text may stand."""
    root = project(tmp_path_factory.mktemp("book"))
    (root / "_config.yml").write_text(
        CONFIG.replace("title: Mills", f'title: "{LIVE}"\nauthor: "{LIVE}"\ncopyright: "{LIVE}"\ndescription: "{LIVE}"'))
    (root / "_toc.yml").write_text(TOC.format(LIVE))
    (root / "chapters/evidence").mkdir(parents=True, exist_ok=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    with (root / "references.bib").open("a") as file:
        file.write("@misc{mill, title={Mill <script>window.ran=1</script>}, author={<img src=x onerror=window.ran=1>}, "
                   "year={2024}, url={javascript:window.ran=1}, note={\\href{javascript:window.ran=1}{x}}}\n")
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell(
        "publish('x', 1, \"<script>window.ran=1</script>\")\nprint('<img src=x onerror=window.ran=1>', kind)"))
    (root / "chapters" / "index.md").write_text(
        "# Mills `<script>`\n\n## Grain `<img src=x onerror=window.ran=1>`\n\nWheat `<img src=y onerror=window.ran=1>`.\n\n{{ cycler.__init__.__globals__.os.system('touch ran') }}\n\n```{bibliography}\n```\n")
    return root


def test_what_it_says_of_itself_is_text(built, browser, capsys):
    assert main(["--root", str(built), "book"]) == 1
    assert "the link 'javascript:window.ran=1' leads nowhere" in capsys.readouterr().err
    bibliography = built / "references.bib"
    bibliography.write_text(bibliography.read_text().replace("url={javascript:window.ran=1}, ", ""))
    assert main(["--root", str(built), "book"]) == 0, capsys.readouterr().err
    assert not list(built.rglob("ran"))
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    for page in ("chapters/index.html", "chapters/mills.html", "search.html?q=grain", "search.html?q=mills",
                 "search.html?q=%3Cimg%20src=x%20onerror=window.ran=1%3E", "genindex.html"):
        tab.goto((built / "_build/html").as_uri() + f"/{page}")
        tab.wait_for_timeout(700)
        assert tab.evaluate("window.ran") is None, page
    tab.goto((built / "_build/html/chapters/index.html").as_uri())
    assert "<script>window.ran=1</script>" in tab.title()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    tab.close()


@pytest.fixture
def report(built, tmp_path):
    root = shutil.copytree(built, tmp_path / "report", ignore=shutil.ignore_patterns("_build"))
    (tmp_path / "secret.txt").write_text(SECRET)
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text(TOC.format("Mills"))
    (root / "chapters" / "index.md").write_text("# Mills\n\n```{bibliography}\n```\n")
    return root


def stops(report, capsys, *words):
    assert main(["--root", str(report), "book"]) == 1
    errors = capsys.readouterr().err
    assert "Traceback" not in errors and all(word in errors for word in words), errors
    assert contents(report) == {} and not list(report.rglob("ran"))
    assert main(["--root", str(report), "lint"]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("settings, word", [
    ("sphinx:\n  local_extensions:\n    run: .", "local_extensions"),
    ("sphinx:\n  extra_extensions: [run]", "extra_extensions"),
    ("sphinx:\n  config:\n    extensions: [antigravity]", "extensions"),
    ("sphinx:\n  config:\n    html_extra_path: ['..']", "html_extra_path"),
    ("sphinx:\n  config:\n    html_static_path: [/etc]", "html_static_path"),
    ("sphinx:\n  config:\n    templates_path: [chapters]", "templates_path"),
    ("sphinx:\n  config:\n    html_js_files: [https://x/y.js]", "html_js_files"),
    ("sphinx:\n  config:\n    rst_prolog: '.. raw:: html'", "rst_prolog"),
    ("sphinx:\n  config:\n    myst_substitutions: {a: b}", "myst_substitutions"),
    ("sphinx:\n  config:\n    intersphinx_mapping: {x: [https://x, null]}", "intersphinx_mapping"),
    ("sphinx:\n  config:\n    nb_execution_mode: force", "nb_execution_mode"),
    ("sphinx:\n  config:\n    nb_custom_formats: {.py: run.go}", "nb_custom_formats"),
    ("sphinx:\n  config:\n    html_theme: other", "html_theme"),
    ("sphinx:\n  config:\n    html_theme_options: {announcement: '<script>'}", "announcement"),
    ("sphinx:\n  config:\n    suppress_warnings: ['<b>']", "suppress_warnings"),
    ("sphinx:\n  config:\n    nb_code_prompt_show: '<script>'", "nb_code_prompt_show"),
    ("html:\n  extra_footer: <script src=https://x></script>", "extra_footer"),
    ("html:\n  extra_navbar: <b>", "extra_navbar"),
    ("html:\n  announcement: <script>", "announcement"),
    ("html:\n  analytics: {google_analytics_id: x}", "analytics"),
    ("html:\n  comments: {hypothesis: true}", "comments"),
    ("html:\n  favicon: ../secret.png", "favicon"),
    ("logo: ../secret.txt", "logo"),
    ("logo: /etc/passwd", "logo"),
    ("launch_buttons: {thebe: true}", "thebe"),
    ("launch_buttons: {binderhub_url: https://x}", "binderhub_url"),
    ("repository: {url: 'javascript:x'}", "repository.url"),
    ("latex: {latex_engine: sh}", "latex_engine"),
])
def test_settings(report, capsys, settings, word):
    with (report / "_config.yml").open("a") as file:
        # what the made-up settings say of sphinx gives way
        file.seek(0)
        file.truncate()
        file.write("title: Mills\nparse: {myst_enable_extensions: [dollarmath]}\nbibtex_bibfiles: [references.bib]\n"
                   + settings + "\n")
    (report / "run.py").write_text("import pathlib\npathlib.Path('ran').touch()\ndef setup(app): pass\n")
    stops(report, capsys, "_config.yml:", word)


@pytest.mark.parametrize("first", ["execute: {execute_notebooks: force}", "execute: {execute_notebooks: cache}",
                                   "parse: {myst_enable_extensions: [substitution]}", "parse: {}", "title: x",
                                   "parse: {myst_enable_extensions: [html_image]}", "bibtex_bibfiles: [/etc/passwd]",
                                   "bibtex_bibfiles: [../x.bib]", "parse: {myst_url_schemes: [javascript]}",
                                   "title: &a x", "title: !!python/object/apply:os.system [touch ran]"])
def test_settings_that_switch_something_on(report, capsys, first):
    (report / "_config.yml").write_text(f"{first}\n")
    stops(report, capsys, "_config.yml")


@pytest.mark.parametrize("text, words", [
    ("---\nmyst: {enable_extensions: [substitution]}\n---\n# A\n\n"
     "{{ cycler.__init__.__globals__.os.system('touch ran') }}\n", ["chapters/index.md:1", "front matter 'myst'"]),
    ("# A\n\n```{literalinclude} ../../secret.txt\n```\n", ["chapters/index.md:3", "outside"]),
    ("# A\n\n```{code-cell}\nopen('ran', 'w')\n```\n", ["chapters/index.md:3", "code-cell"]),
    ("# A\n\n```{include} ../../secret.txt\n```\n", ["chapters/index.md:3", "include"]),
    ("# A\n\n{download}`../../secret.txt`\n", ["chapters/index.md:3", "download"]),
    ("# A\n\n[a](../../secret.txt)\n", ["chapters/index.md:3", "outside"]),
    ("# A\n\n<script>1</script>\n", ["chapters/index.md:3", "HTML"]),
])
def test_pages(report, capsys, text, words):
    (report / "chapters" / "index.md").write_text(text + "\n```{bibliography}\n```\n")
    stops(report, capsys, *words)


@pytest.mark.parametrize("source", [
    "from IPython.display import HTML\nHTML('<script>1</script>')",
    "from IPython.display import Markdown\nMarkdown('[x](javascript:alert(1))')",
    "from IPython.display import display\ndisplay({'text/html': '<img src=x onerror=1>', "
    "'application/vnd.evidence.table+json': {'name': 'a'}}, raw=True)",
])
def test_outputs(report, capsys, source):
    write(report / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell(source))
    stops(report, capsys, "chapters/mills.ipynb:cell 4")


def test_metadata_of_a_cell(report, capsys):
    path = report / "chapters" / "mills.ipynb"
    path.write_text(path.read_text().replace('"metadata": {\n    "tags"', '"metadata": {\n    "mystnb": {"figure": '
                                             '{"caption": "{raw}`x`"}},\n    "tags"', 1))
    stops(report, capsys, "mystnb")


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def folder(path):
    path.mkdir()


def a_link(path):
    path.symlink_to(path.parents[len(path.parts) - 2] / "etc" / "passwd")


def loop(path):
    path.symlink_to(path)


def socket_file(path):
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


KINDS = [pipe, device, folder, a_link, loop, socket_file]
PLACES = ["_config.yml", "_toc.yml", "references.bib", "editions.yml", "CITATION.cff", "LICENSE", "requirements.txt",
          "seeds/moulin.txt", "ledger/gazette-mill.yml", "ledger/views.yml", "ledger/entities.yml", "ledger/new.yml",
          "chapters/mills.ipynb", "chapters/index.md", "chapters/new.ipynb", "chapters/words/mills.yml",
          "data/claims.csv", "chapters/images/x.png", "seeds/new", "pyproject.toml", "subject/x.py"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_file(report, capsys, kind, place, monkeypatch):
    monkeypatch.chdir(report)
    path = report / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if place == "subject/x.py":
        (path.parent / "__init__.py").touch()
    path.unlink(missing_ok=True)
    kind(path)
    for command in (["book"], ["check"], ["lint"], ["tables"], ["refresh"], ["scan", "seeds/moulin.txt"]):
        try:
            code = main(["--root", str(report), *command])
        except SystemExit:
            continue
        if kind is folder and place in ("seeds/new", "chapters/images/x.png"):
            return
        errors = capsys.readouterr().err
        assert code == 1 and place in errors and SECRET not in errors, (command, errors)


@pytest.mark.parametrize("name", ["chapters", "ledger", "seeds", "data"])
def test_folders_that_lead_out(report, capsys, name, tmp_path):
    (report / "data").mkdir(exist_ok=True)
    (report / name).rename(tmp_path / "elsewhere")
    (report / name).symlink_to(tmp_path / "elsewhere")
    assert main(["--root", str(report), "check"]) == 1
    assert "leads out of the report" in capsys.readouterr().err
