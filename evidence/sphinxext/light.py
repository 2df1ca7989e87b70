"""One small style sheet instead of the theme's, and nothing left of its scripts and fonts: a page loads little."""

import re
from pathlib import Path

from evidence.html.parts import whole
from evidence.html.style_sheets import names_used, reduced

STYLE_SHEET = "book.css"
STATIC = Path(__file__).parent / "static"
# The theme's own, in its order; extensions' follow, ours come last.
_THEME_SHEETS = ("basic.css", "styles/pydata-sphinx-theme.css", "pygments.css", "styles/sphinx-book-theme.css")
# What a script looks for on a page, by its classes.
_FOR_CLASSES = {"explorer.js": "what-if",
                "evidence-register.js": "evidence-filters|evidence-sortable|evidence-folding"}
_LICENCES = ("/*! Reduced from Bootstrap (MIT, the Bootstrap authors), pydata-sphinx-theme (BSD, the PyData "
             "community), sphinx-book-theme (BSD, EBP) and Sphinx (BSD); then this book's own (MIT). */\n")


def drop_scripts(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Let no page load a script that finds nothing on it; the states of the explorer wait until somebody asks."""
    body = context.get("body", "")
    for name, classes in _FOR_CLASSES.items():
        if "head" in context and not re.search(rf'class="(?:[\w-]+ )*(?:{classes})[ "]', body):
            context["head"].scripts.remove(name)


def our_scripts(app) -> list[str]:
    """Scripts that an extension of this project has added, in that order."""
    return [name for name, _ in app.registry.js_files if name and (STATIC / name).is_file()]


def reduce_files(app, error) -> None:
    """When the pages are written: write the one style sheet that they name, and take away what none of them does."""
    if error is not None or app.builder.name != "html" or app.config.html_theme != "sphinx_book_theme":
        return
    html = Path(app.outdir)
    static = html / "_static"
    sheets = _sheets(app)
    pages = [whole(path) for path in html.rglob("*.html") if static not in path.parents]
    scripts = [path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js"))]
    together = "\n".join((static / name).read_text(encoding="utf-8") for name in sheets)
    (static / STYLE_SHEET).write_text(_LICENCES + reduced(together, names_used(pages, scripts)), encoding="utf-8")
    _take_away(app, static, {*sheets, *(name for name, _ in app.registry.js_files if name)})


def _sheets(app) -> list[str]:
    added = [name for name, _ in [*app.registry.css_files, *app.config.html_css_files]]
    ours = [name for name in added if (STATIC / name).is_file()]
    return [*_THEME_SHEETS, *(name for name in added if name not in ours), *ours]


def _take_away(app, static: Path, added: set[str]) -> None:
    """The files of the theme and of extensions that no page names."""
    of_theme = {path.relative_to(folder).as_posix() for theme in app.builder.theme.get_theme_dirs()
                for folder in [Path(theme) / "static"] for path in folder.rglob("*") if path.is_file()}
    ours = {path.name for path in STATIC.iterdir()}
    for name in {name.removesuffix(".jinja").removesuffix("_t") for name in of_theme} | added:
        if name not in ours:
            (static / name).unlink(missing_ok=True)
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
