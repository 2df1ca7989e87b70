"""``evidence scan``, ``add``, ``impact``, ``remove``: an article into the book, what it does there, out again."""

from argparse import Namespace
from collections.abc import Collection
from pathlib import Path

from evidence.errors import EvidenceError, fail


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("scan", help="draft the ledger file of a new article in seeds/")
    parser.add_argument("seed", help="the article: seeds/NAME.txt, or NAME.txt")
    _add_naming(parser)
    parser.set_defaults(func=_scan, dry_run=False)
    parser = subparsers.add_parser("add", help="draft a source from its file; once edited, put it into the book")
    parser.add_argument("article", help="the article's file (.txt, .html, .pdf, .docx); once drafted, that or its id")
    _add_naming(parser)
    parser.add_argument("--cite", action="append", default=[], metavar="PAGE", help="cite it on that page as well")
    parser.set_defaults(func=_add, dry_run=False)
    parser = subparsers.add_parser("impact", help="say what a source does to the statements of the book")
    parser.add_argument("source", help="the source's id")
    parser.set_defaults(func=_impact)
    parser = subparsers.add_parser("remove", help="take a source out of the report again")
    parser.add_argument("source", help="the source's id")
    parser.set_defaults(func=_remove, dry_run=False)


def _add_naming(parser) -> None:
    parser.add_argument("--id", help="the source's id (default: made of the file's name)")
    parser.add_argument("--language", help="the article's language, such as en or fr (default: the one it reads as)")


def _scan(args: Namespace) -> int:
    """Draft ``ledger/<id>.yml`` and say what was found; nothing is written over."""
    from evidence.ledger.article import open_article
    from evidence.ledger.draft import make_draft, write_draft
    article = open_article(args.root, args.seed, args.id, args.language)
    draft = make_draft if args.dry_run else write_draft
    print(draft(args.root, article, _model_of(article.language)).said_of(article))
    return 0


def _add(args: Namespace) -> int:
    """Draft an article; where that is done, check it and write what the book needs of it."""
    from evidence.ledger.adding import source_named
    source = source_named(args.root, args.id or args.article)
    return _finish(args, source) if source else _draft(args)


def _draft(args: Namespace) -> int:
    from evidence.ledger.adding import open_file, take_in
    path = Path(args.article)
    if not path.exists():
        fail(args.article, 0, "neither a file nor a source of the ledger", "give the path of the article's file")
    incoming = open_file(args.root, path, args.id, args.language)
    drafted = take_in(args.root, incoming, _model_of(incoming.article.language), args.dry_run)
    _say_files(args, dict.fromkeys((str(target.relative_to(args.root)) for target in incoming.files), "written"))
    print(drafted.said_of(incoming.article))
    return 0


def _say_files(args: Namespace, done: dict[str, str]) -> None:
    """What is done to which file, or would be."""
    told = {name: f"{'would be ' * args.dry_run}{what}" for name, what in done.items()}
    args.found.setdefault("files", {}).update(told)
    for name, what in told.items():
        print(f"{name}: {what}")


def _model_of(language: str):
    """spaCy's model of a language, or None and a word on how to get it."""
    from evidence.ledger import proposals
    if proposals.is_installed(language):
        print("looking for names with spaCy ...", flush=True)
    model = proposals.load_model(language)
    if model is None:
        print(f"spaCy and {proposals.MODELS[language]} are not installed: names are matched by the entity list "
              f"only. To have new ones proposed: {proposals.INSTALL[language]}")
    return model


def _finish(args: Namespace, source: str) -> int:
    """Page, contents, bibliography and tables of a source without fault; then what it does to the book."""
    from evidence.ledger.finishing import finish
    from evidence.ledger.impact import Register, lines_of
    examined, written = finish(args.root, source, args.dry_run)
    if _write_tables(args, written):
        written.append("data/")
    print(f"ledger/{source}.yml: every quote stands in its seed, every number is accounted for")
    _say_files(args, dict.fromkeys(written, "written"))
    print("\n".join([f"What {source} does:", *lines_of(Register(examined, source))]), flush=True)
    if not args.dry_run:
        _say_chapters(args.root, source)
        _cite(args.root, source, args.cite)
    return 0


def _impact(args: Namespace) -> int:
    """Print what a source does to the register and to the chapters."""
    from evidence.ledger.impact import Register, bearings_of, lines_of
    from evidence.ledger.verify import examine
    from evidence.tables import package
    examined = examine(args.root, bearings_of)
    if not any(row.source_id == args.source for row in examined.sources):
        there = ", ".join(sorted(row.source_id for row in examined.sources))
        fail(f"impact {args.source}", 0, "no such source", f"there are {there}")
    if faults := examined.faults + package.stale_tables(args.root, package.contents(args.root)):
        raise EvidenceError(faults)
    print("\n".join([f"What {args.source} does:", *lines_of(Register(examined, args.source))]), flush=True)
    _say_chapters(args.root, args.source)
    _cite(args.root, args.source, [])
    return 0


def _say_chapters(root: Path, source: str) -> None:
    """Which sentences, figures and tables of the chapters it changes."""
    from evidence.diff.source import effect_of
    print("running the chapters with and without it ...", flush=True)
    print("\n".join(effect_of(root, source)))


def _cite(root: Path, source: str, pages: list[str]) -> None:
    """Cite it where that is wanted, and say which other pages must."""
    from evidence.diff.source import pages_that_rest_on
    from evidence.disk.atomic import store_all
    from evidence.ledger.citing import is_cited, with_citation
    from evidence.tables.report import Report
    key = Report(root).table("sources").set_index("source_id").loc[source, "cite"]
    texts = dict(with_citation(root, page, key) for page in pages)
    store_all({root / name: text for name, text in texts.items()})
    for name in texts:
        print(f"{name}: cites it")
    for page in pages_that_rest_on(root, source):
        if not is_cited((root / page).read_text(encoding="utf-8"), key):
            print(f"{page} now rests on it and must cite it: write {{cite}}`{key}` where it speaks, or run "
                  f"'evidence add {source} --cite {Path(page).stem}'")


def _remove(args: Namespace) -> int:
    """Take a source out, with all that was written for it; build the tables anew."""
    from evidence.ledger.removing import remove
    there = "/" not in args.source and (args.root / "ledger" / f"{args.source}.yml").is_file()
    if not there and not _in_tables(args.root, args.source):  # where only they were left the last time, they follow now
        fail(f"remove {args.source}", 0, "no such source", "name one by its id, as its file in ledger/ is called")
    files = remove(args.root, args.source, args.dry_run) if there else {}
    _say_files(args, {name: "removed" if text is None else "changed" for name, text in files.items()})
    if _write_tables(args, files):
        _say_files(args, {"data/": "written"})
    return 0


def _write_tables(args: Namespace, after: Collection[str]) -> bool:
    """Bring the tables up to date; whether that changed any, or would: ``after`` such files have changed, they do."""
    from evidence.tables import package
    if args.dry_run and after:
        return True
    files = package.contents(args.root)
    return bool(package.stale_tables(args.root, files)) if args.dry_run else package.write_tables(args.root, files)


def _in_tables(root: Path, source: str) -> bool:
    from evidence.tables.report import Report
    built = (root / "data" / "datapackage.json").is_file()
    return built and any(row.source_id == source for row in Report(root).rows("sources"))
