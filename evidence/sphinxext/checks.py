"""Checks over a page once it is read, and over all pages together."""

from evidence.sphinxext import bare_numbers, uses
from evidence.sphinxext.anchors import anchor_results
from evidence.sphinxext.messages import warn


def read_page(app, doctree) -> None:
    """After a page is parsed: note what it uses, give it anchors, look for bare numbers."""
    docname, state = app.env.docname, app.evidence
    published = state.published.get(docname, [])
    found = uses.in_text(doctree, docname) + uses.in_outputs(published, docname)
    app.env.get_domain("evidence").data["uses"][docname] = found
    bare_numbers.check(doctree, state.facts.names, app.env)
    bare_numbers.check_typed(state.typed.get(docname, []), state.facts.names, docname)
    anchor_results(doctree, [one for one in published if one.kind == "result"])


def check_all(app, env) -> None:
    """When all pages are read: unknown ids in outputs, quotes gone stale, sources not cited."""
    facts = app.evidence.facts
    recorded = env.get_domain("evidence").data["uses"]
    app.evidence.uses = uses.by_target(recorded)
    for docname in sorted(recorded):
        _check_outputs(facts, docname, recorded[docname])
        _check_cited(env, facts, docname, recorded[docname])
    _check_stale(env, facts, recorded)


def _check_outputs(facts, docname: str, found: list[uses.Use]) -> None:
    for use in found:
        known = {"claim": facts.claims, "reference": facts.references}.get(use.what)
        if use.kind != "text" and known is not None and use.target not in known:
            warn(f"unknown_{use.what}", f"the {use.kind} '{use.anchor}' rests on '{use.target}', which does not exist; "
                 "run the notebook anew, or mend what it rests on", (docname, use.line))


def _check_cited(env, facts, docname: str, found: list[uses.Use]) -> None:
    if "cite" not in env.domaindata:
        return
    cited = {target.key for ref in env.get_domain("cite").citation_refs if ref.docname == docname
             for target in ref.targets}
    needed = {}
    for use in found:
        needed.setdefault(_cite(facts, use), use)
    for key, use in needed.items():
        if key and key not in cited:
            warn("uncited_source", f"this page uses '{use.target}' but does not cite its source; "
                 f"add {{cite}}`{key}`", (docname, use.line))


def _cite(facts, use: uses.Use) -> str:
    if use.what == "claim" and use.target in facts.claims:
        return facts.sources[facts.claims[use.target].source_id].cite
    if use.what == "reference" and use.target in facts.references:
        return facts.references[use.target].cite
    return ""


def _check_stale(env, facts, recorded: dict) -> None:
    places = {}
    for docname in sorted(recorded):
        for use in recorded[docname]:
            places.setdefault(use.target, []).append((docname, use.line))
    for claim_id in sorted(facts.stale):
        claim = facts.claims[claim_id]
        for place in places.get(claim_id) or [(f"chapters/evidence/{claim.source_id}", 1)]:
            warn("stale_quote", f"the quote of '{claim_id}' no longer stands in its seed at {claim.start}:{claim.end}; "
                 "mend the ledger and rebuild the tables", place)
