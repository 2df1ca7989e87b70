"""Checks over a page once it is read, over all pages together, and over the pages as written."""

from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from evidence.html.page import read_pages
from evidence.html.traced import trace_pages
from evidence.index.facts import Facts
from evidence.sphinxext.anchors import anchor_results
from evidence.sphinxext.backlinks import Use, uses_by_target, uses_of_page
from evidence.sphinxext.bare_numbers import check_numbers
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.glossary import entries_of_page, warn_of_unknown
from evidence.sphinxext.messages import warn

logger = logging.getLogger(__name__)
Uses = dict[str, list[Use]]


def check_page(app, doctree) -> None:
    """After a page is parsed: note what it uses, give it anchors, look for bare numbers."""
    docname, domain = app.env.docname, domain_of(app.env)
    state = domain.state
    published = state.published.get(docname, [])
    domain.uses[docname] = uses_of_page(doctree, published, docname)
    domain.glossaries[docname] = entries_of_page(doctree, docname)
    check_numbers(doctree, state.typed.get(docname, []), state.facts.names, app.env)
    anchor_results(doctree, [found for found in published if found.kind == "result"])


def check_all(app, env) -> None:
    """When all pages are read: unknown ids in outputs, quotes gone stale, sources not cited."""
    domain = domain_of(env)
    facts = domain.state.facts
    domain.state.uses = uses_by_target(domain.uses)
    for docname in sorted(domain.uses):
        _check_outputs(facts, docname, domain.uses[docname])
        _check_cited(env, facts, docname, domain.uses[docname])
        for use in (use for use in domain.uses[docname] if use.what == "term"):
            warn_of_unknown(domain.entries, use.target, (docname, use.line))
    _check_stale(facts, domain.uses)


def check_written(app, error) -> None:
    """When a build has ended well: read its pages once more, as a visitor would; each fault is a warning.

    Where there were warnings before, those come first: most of what would be found here follows from them. Sphinx
    counts them for itself alone; without that count, more would be said.
    """
    if error is not None or app.builder.name != "html" or getattr(app, "_warncount", 0):
        return
    state = domain_of(app.env).state
    pages = [page for page in read_pages(Path(app.outdir)) if page.path.removesuffix(".html") in app.env.found_docs]
    for fault in trace_pages(pages, state.facts, state.results)[1]:
        logger.warning("%s; %s [evidence.untraced]", fault.wrong, fault.remedy, location=f"{fault.file}:{fault.line}",
                       type="evidence", subtype="untraced")


def _check_outputs(facts: Facts, docname: str, uses: list[Use]) -> None:
    for use in uses:
        known = {"claim": facts.claims, "reference": facts.references}.get(use.what)
        if use.kind != "text" and known is not None and use.target not in known:
            warn(f"unknown_{use.what}", f"the {use.kind} '{use.anchor}' rests on '{use.target}', which does not exist; "
                 "run the notebook anew, or mend what it rests on", (docname, use.line))


def _check_cited(env: BuildEnvironment, facts: Facts, docname: str, uses: list[Use]) -> None:
    cite: Any = env.domains.get("cite")
    if cite is None:
        return
    cited = {target.key for ref in cite.citation_refs if ref.docname == docname for target in ref.targets}
    needed: dict[str, Use] = {}
    for use in uses:
        needed.setdefault(_cite(facts, use), use)
    for key, use in needed.items():
        if key and key not in cited:
            warn("uncited_source", f"this page uses '{use.target}' but does not cite its source; "
                 f"add {{cite}}`{key}`", (docname, use.line))


def _cite(facts: Facts, use: Use) -> str:
    if use.what == "claim" and use.target in facts.claims:
        return facts.sources[facts.claims[use.target].source_id].cite
    if use.what == "reference" and use.target in facts.references:
        return facts.references[use.target].cite
    return ""


def _check_stale(facts: Facts, recorded: Uses) -> None:
    places: dict[str, list[tuple[str, int]]] = {}
    for docname in sorted(recorded):
        for use in recorded[docname]:
            places.setdefault(use.target, []).append((docname, use.line))
    for claim_id in sorted(facts.stale):
        claim = facts.claims[claim_id]
        for place in places.get(claim_id) or [(f"chapters/evidence/{claim.source_id}", 1)]:
            warn("stale_quote", f"the quote of '{claim_id}' no longer stands in its seed at {claim.start}:{claim.end}; "
                 "mend the ledger and rebuild the tables", place)
