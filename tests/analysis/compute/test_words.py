"""What the words say in each case, with made-up facts."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import report
from analysis.compute import answers, export_rules, sections, timeline
from analysis.compute.headline_figures import derive_headline
from analysis.compute.known import Ends
from analysis.compute.sections import Sections
from evidence.chapter.filling import fill
from evidence.chapter.page import Page

SPANS = {("system", "peak rate"): (1.604, 1.664), ("system", "memory"): (3.556, 3.67),
         ("system", "memory bandwidth"): (2.13, 2.13), ("system", "chips"): (5.333, 5.333),
         ("system", "power"): (3.855, 4.138), ("chip", "peak rate"): (0.3008, 0.312),
         ("kW", "peak rate"): (0.3877, 0.4316)}


@pytest.fixture(scope="module")
def found(inputs, parameters) -> Sections:
    with pytest.MonkeyPatch.context() as patch:
        nothing = pd.DataFrame({"reference_ids": ["a100-peak"]})
        patch.setattr(sections, "screen_chips", lambda _: export_rules.Screening(
            nothing, {}, nothing, -1 / 3, export_rules.LimitSide.UNDER, -0.0133, export_rules.LimitSide.UNDER,
            ("A800", "H200"), ("B200",), 4992, 2368))
        patch.setattr(sections, "place_in_time",
                      lambda _: timeline.Timeline((), (), (), 11, timeline.Articles.SEVERAL, 4, 11))
        made = sections.find_sections(inputs, parameters)
    return replace(made, systems=_spanned(made.systems, SPANS))


def _spanned(systems, shares, **changes):
    ratios = {key: replace(ratio, low=shares[key][0], high=shares[key][1]) if key in shares else ratio
              for key, ratio in systems.ratios.items()}
    return replace(systems, ratios=ratios, **changes)


def part(found: Sections, name: str, **changes) -> Sections:
    """The sections with one of them changed."""
    return replace(found, **{name: replace(getattr(found, name), **changes)})


def text(found: Sections, name: str) -> str:
    """The words of a result, with plain spaces."""
    page = Page(report.root, "compute_and_sanctions", answers._in_facts(found))
    return page.text(name).replace("\N{NO-BREAK SPACE}", " ")


def title(found: Sections, name: str) -> str:
    """The words of a figure's title, or of a table's caption, with plain spaces."""
    page = Page(report.root, "compute_and_sanctions", answers._in_facts(found))
    if name in page.words.figures:
        entry = page.words.figures[name]
        words = fill(entry.title, entry, page.answers.figures[name].given, page.text)
    else:
        entry = page.words.tables[name]
        words = fill(entry.caption, entry, page.answers.tables[name].given, page.text)
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_systems(found):
    answer = text(found, "answer-systems")
    assert "outruns" in answer and answer.endswith("0.39 to 0.43 times the rate per kilowatt.")
    assert "5.3 times the chips and, both counted with all that stands beside" in answer
    assert "the racks, 3.9 to 4.1 times the estimated power." in answer
    assert text(found, "ratio-power-unlike") == "4.7 to 5.0"  # 559 and 600 ÷ 120


@pytest.mark.parametrize("lead, said", [("OUTRUNS", "outruns"), ("FALLS_SHORT", "falls short of"),
                                        ("LEVEL", "outruns or trails, by the figures taken,")])
def test_who_outruns_whom(found, lead, said):
    systems = replace(found.systems, lead=type(found.systems.lead)[lead])
    assert f"(CloudMatrix 384) {said} the NVIDIA rack" in text(replace(found, systems=systems), "answer-systems")
    assert text(replace(found, systems=systems), "short-answer") == (
        f"On paper Huawei's supernode {said} NVIDIA's rack, with 1.6 to 1.7 times the peak rate. It takes "
        "5.3 times the chips and 3.9 to 4.1 times the estimated power.")


def test_title_of_the_ratios(found):
    assert title(found, "system-ratios") == (
        "Supernode: 1.6 to 1.7 times the rack's peak rate, but 0.39 to 0.43 per kilowatt")
    alike = replace(found, systems=replace(found.systems, thrift_differs=False))
    assert ", and 0.39" in title(alike, "system-ratios")


@pytest.mark.parametrize("decides, said, heading", [
    ("NOTHING", "at every ratio of arithmetic to memory traffic, A is faster as a whole and per kilowatt",
     "A is faster as a whole and per kilowatt at every work"),
    ("NOTHING_SPLIT", "at every ratio of arithmetic to memory traffic, A is faster as a whole, B per kilowatt",
     "A is faster as a whole, B per kilowatt, at every work"),
    ("WHOLE", "as a whole the kind of work decides: C leads when memory binds, D when "
              "arithmetic does. Per kilowatt B leads at every work",
     "As a whole C leads when memory binds, D when arithmetic does"),
    ("KILOWATT", "per kilowatt the kind of work decides: C leads when memory binds, D when "
                 "arithmetic does. As a whole A leads at every work",
     "Per kilowatt C leads when memory binds, D when arithmetic does"),
    ("BOTH", "as a whole and per kilowatt the kind of work decides: C leads when memory binds, D when arithmetic does",
     "C leads when memory binds, D when arithmetic does")])
def test_work(found, decides, said, heading):
    work = replace(found.work, decides=type(found.work.decides)[decides], leader="A", thrifty="B", memory_bound="C",
                   arithmetic_bound="D")
    found = replace(found, work=work)
    assert title(found, "roofline") == heading
    assert text(found, "answer-work") == (
        f"On paper, {said}. This leaves out the links between chips, and what software makes of them.")


def test_rules(found):
    answer = text(found, "answer-chips")
    assert "33 % under the first rule's limit" in answer and "1.3 % under the lower class of the second" in answer
    assert answer.endswith("By its two thresholds the third opens a way case by case for A800 and H200, but not "
                           "for B200.")
    over = replace(found, rules=replace(
        found.rules, performance_margin=0.0133, performance_side=export_rules.LimitSide.OVER, link_margin=0.1,
        link_side=export_rules.LimitSide.OVER, eased=(), closed=()))
    assert "lay 10 % over the first rule's" in text(over, "answer-chips")
    assert text(over, "answer-chips").endswith("for none, but not for none.")
    assert title(over, "rule-planes") == "The H20 lay 1.3 % over a performance limit, the A800 10 % over a link limit"
    assert title(found, "rule-planes") == (
        "The H20 lay 1.3 % under a performance limit, the A800 33 % under a link limit")


def test_installed_base(found):
    base = replace(found.base, local_share=0.28, claimed=0.1, flow=0.41, highest_ratio=0.29, highest_home_part=0.36)
    wide = text(replace(found, base=base), "answer-stock")
    assert "If a domestic card does 1 times" in wide and "second-hand, or as set, 41 % of the cards" in wide
    assert "made at home, 28 % of the stock is local. On this reckoning the two do not fit together. They fit" in wide
    assert "less than 0.29 times the work of a foreign one, or where" in wide
    assert wide.endswith("or where fewer than 36 % of domestic cards carry chips made in the country.")
    base = replace(base, both_hold=True, highest_home_part=1, performance_ratio=0.20449)
    small = text(replace(found, base=base), "answer-stock")
    assert "If a domestic card does 0.204 times" in small and "On this reckoning the two fit together." in small
    assert small.endswith("less than 0.29 times the work of a foreign one.")
    assert title(replace(found, base=base), "stock-map").endswith("setting lies inside")
    assert "below 0.33 in performance" in title(found, "stock-map") and title(found, "stock-map").endswith("outside")


def test_origin(found):
    answer = text(found, "answer-origin")
    assert answer == (
        "The 300 PFLOP/s printed for the supernode are consistent with a sum of dense peak rates over its 384 chips. "
        "The rate of one chip that fits may itself be this total, divided by the chips and rounded. By the rate "
        "set for one chip and by that of Huawei's paper the total would be 0.2 % to 3.7 % lower. The 48 TB come out if "
        "a chip's gigabytes and the total are both binary, 48.0 TiB; in decimal units the sum would be 49.2 TB, or "
        "44.7 TiB if only the total is binary.")
    assert title(found, "headline-rate") == (
        "The headline rate, divided by the chips, is 781 TFLOP/s for one; by another page's rate the sum lies "
        "3.7 % off")
    assert title(found, "headline-memory").endswith("it comes out in binary units throughout")


@pytest.mark.parametrize("paper, analysis, said", [
    (752, 752, "3.7 % lower."), (390, 400, "0.2 % lower to 2.4 % higher."), (790, 800, "1.1 % to 2.4 % higher.")])
def test_how_far_off_other_rates_are(found, inputs, parameters, paper, analysis, said):
    headline = derive_headline(replace(inputs, paper_tflops=paper, printed_tb=49),
                               replace(parameters, chip_tflops=analysis))
    answer = text(replace(found, headline=headline), "answer-origin")
    assert f"paper the total would be {said} The 49 TB are nearest to a sum in decimal units, 49.2 TB" in answer
    assert f"sum of {'sparse' if paper < 500 else 'dense'} peak rates over its 384 chips. By" in answer


def trained(training, days=(10, 12), verdict="LONGER", **changes):
    """The training of the fixture with these days of the yardstick, carried at 80 % to 120 %."""
    low, high = days
    return replace(
        training, yardstick=replace(training.yardstick, days=Ends(low, high)), used_factor=high / low,
        printed=replace(training.printed, days=Ends(low / 1.2, high / 0.8)), both_factor=1.5 * high / low,
        utilisation_matters=high > low, lag_verdict=type(training.lag_verdict)[verdict], **changes)


def test_training(found):
    answer = text(replace(found, training=trained(found.training)), "answer-training")
    assert "80 % to 120 % of an A100's work. By our division 833 to 1,250 of them" in answer
    assert "of them do the work of 1,000 A100s, or 1,250 if only" in answer
    assert "10 to 12 days, a factor of 1.2 from the range of utilisation assumed. The manager's range adds" in answer
    assert answer.endswith("a factor of 1.5, so that as many 910Bs take 8 to 15 days.")  # 10 ÷ 1.2 and 12 ÷ 0.8
    level = text(replace(found, training=trained(found.training, (10, 10))), "answer-training")
    assert "takes 10 days. The manager's range adds" in level


@pytest.mark.parametrize("days, lag, part, said, takes", [
    ((10, 12), "LONGER", 0.25, ", 1.8 together with utilisation", "takes 25 % longer."),
    ((10, 12), "SHORTER", -0.1667, ", 1.8 together with utilisation", "takes 17 % less time."),
    ((10, 10), "AS_LONG", 0, "", "takes as long.")])
def test_title_of_training(found, days, lag, part, said, takes):
    training = replace(found, training=trained(found.training, days, lag, lag=part))
    assert title(training, "training-days") == f"The article's range means a factor of 1.5 in training time{said}"
    page = Page(report.root, "compute_and_sanctions", answers._in_facts(training))
    assert takes in page.figure_texts("training-days")["caption"].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("articles, said", [
    ("NONE", "No article is left to place among the measures"),
    ("ONE", "Of 11 American measures on chips listed here the only article could know 4"),
    ("SEVERAL", "Of 11 American measures on chips listed here the earliest article could know 4, the latest 11")])
def test_time(found, articles, said):
    placed = replace(found, time=replace(found.time, articles=timeline.Articles[articles]))
    assert text(placed, "answer-time") == f"{said}."
    assert title(placed, "timeline").split()[-2:] == said.split()[-2:]


@pytest.mark.parametrize("both, held", [(True, "below"), (False, "not below")])
def test_title_of_stock_and_flow(found, both, held):
    base = replace(found.base, local_share=0.28, claimed=0.1, flow=0.41, both_hold=both)
    assert title(replace(found, base=base), "stock-and-flow") == (
        f"Domestic: 41 % of cards shipped; of power in use, as reckoned, 28 %, {held} 10 %")


@pytest.mark.parametrize("age, said", [
    ("IN_PART", "age explains part of the gap between stock and flow, but not the whole of it."),
    ("ALONE", "age alone would explain the gap between stock and flow."),
    ("DEPENDS", "whether age alone explains the gap between stock and flow depends on growth and lifetime."),
    ("NO_GAP", "there is no gap between stock and flow for age to explain.")])
def test_what_age_explains(found, age, said):
    even = replace(found.break_even, age=type(found.break_even.age)[age], unit_share=Ends(0.22, 0.39))
    base = replace(found.base, unit_share=0.28)
    assert text(replace(found, base=base, break_even=even), "verdict-age") == (
        "Counting cards, 28 % of those in use would be domestic, and 22 % to 39 % over the lifetimes and growth rates "
        f"of the table. So {said}")


def test_where_ratios_of_peak_rates_lie(found):
    place = type(next(iter(found.break_even.standings.values())))
    even = replace(
        found.break_even, ratio=Ends(0.17, 0.39), standings={"A": place.BELOW, "B": place.WITHIN, "C": place.ABOVE},
        marks={"A": (Ends(0.1, 0.1), 0.1), "B": (Ends(0.3, 0.3), 0.3), "C": (Ends(1, 3), 2)})
    assert text(replace(found, break_even=even), "verdict-ratio") == (
        "The vendor's figure holds where a domestic card does less than 0.17 to 0.39 times the work of a foreign one. "
        "By peak rate, 910B ÷ A is 0.10 (below that spread), 910B ÷ B is 0.30 (within it), 910B ÷ C is 2.00 (above "
        "it).")
    even = replace(even, ratio=Ends(1.16, 1.24))  # both round to the same
    assert "does less than 1.2 times the work" in text(replace(found, break_even=even), "verdict-ratio")


@pytest.mark.parametrize("grows, said", [
    ("SCALE_ALONE", "If the formats compare, scale goes on doing the work: all of the growth in arithmetic comes"),
    ("MOSTLY_SCALE", "scale goes on doing most of the work"), ("MOSTLY_CHIPS", "scale does the smaller part")])
def test_the_next_machine(found, grows, said):
    answer = text(part(found, "generations", grows=type(found.generations.grows)[grows]), "answer-next")
    assert "is to have 10 times the chips of the CloudMatrix 384. Its memory" in answer
    assert "our division from Huawei's paper, probably of another format. Against it each" in answer
    assert "Against it each new chip has 0.5 times the rate, and the whole 5 times. If the formats compare" in answer
    assert said in answer and answer.endswith("has 2.3 times the memory and 2.5 times the bandwidth.")
    assert text(found, "next-memory").startswith("the same way")
    assert text(part(found, "generations", binary=False), "next-memory").startswith("another way")


def test_shares(found):
    assert text(found, "answer-shares") == (
        "Of 2025's shipments Chinese brands had 40 % by cards and 50 % to 56 % by money. By work on paper they had "
        "18 % to 57 %, depending on which NVIDIA chip stands for a foreign card. By cards Huawei is behind NVIDIA "
        "(20 % and 50 %); by money it is behind (30 % and 40 %). By work it depends on the chips that were sold "
        "(Huawei's chips do 0.13 to 1.9 times the work of NVIDIA's).")
    rank = type(found.shares.first_by_cards)
    other = text(part(found, "shares", first_by_cards=rank.LEVEL, first_by_money=rank.HUAWEI,
                      first_by_work=rank.NVIDIA), "answer-shares")
    assert "By cards Huawei and NVIDIA are level" in other and "by money it is ahead" in other
    assert "By work it is behind" in other
    assert title(found, "domestic-shares") == (
        "In 2025 Chinese brands had 40 % of cards, 50 % to 56 % of money")


def test_prices(found):
    cheap = text(found, "verdict-prices")
    assert cheap.startswith(
        "Money divided by cards makes 30 to 60 dollars a card for Huawei and 16 to 32 for NVIDIA. NVIDIA's is "
        "less than the 40")
    assert "is consistent with many smaller cards" in cheap
    assert text(part(found, "shares", cheap=False), "verdict-prices").endswith("an H20 was said to cost 40 to 50.")


@pytest.mark.parametrize("against, said", [("ABOVE", "The first number is more than the"),
                                           ("WITHIN", "The first number lies within"),
                                           ("BELOW", "The first number is less than the")])
def test_equivalents(found, against, said):
    assert text(found, "answer-equivalents").startswith(
        "By peak rate one supernode is worth 289 to 300 H100s, the rack 180. The largest cluster that the maker says "
        "can be formed, 10 supernodes, would")
    verdict = text(part(found, "equivalents", against=type(found.equivalents.against)[against]), "verdict-stock")
    assert said in verdict and "a card in use would be worth 0.083 to 0.10 of an H100, less than an H20" in verdict
    assert ", where an H20 is 0.16." in text(part(found, "equivalents", weaker=False), "verdict-stock")


def test_licence(found, inputs, parameters):
    assert text(found, "answer-licence").startswith(
        "With no H200 delivered, as last read, the domestic share of the fair year's shipments is 40 % by cards "
        "and 40 % by work, if a foreign card is worth what is set here.")
    setting = replace(found.licence.setting, chips=2e6, by_cards=0.24, by_work=0.13)
    assert text(part(found, "licence", setting=setting), "answer-licence").startswith(
        "With 2 million H200s on top, the domestic share of the fair year's shipments would be 24 % by cards and "
        "13 % by work, if a foreign card is worth what is set here. With all that")


@pytest.mark.parametrize("effect, said", [
    ("ALREADY", "The local share lies below 10 % as it is"), ("ENOUGH", "come to would be enough (7.2 times as much"),
    ("TOO_FEW", "would have to be missing from the count. That is 7.2 times the 0.22 million")])
def test_uncounted(found, effect, said):
    changed = part(found, "uncounted", effect=type(found.uncounted.effect)[effect], read=0.22e6)
    assert said in text(changed, "answer-uncounted")
    assert text(changed, "answer-uncounted").endswith(
        "million H100s, 2.5 to 3.1 times what was read. The one counts owners, the other places.")


def test_supply(found):
    assert text(found, "answer-supply") == (
        "For the year after the fair one report has 768 Ascend 910C planned, enough for 2 supernodes. Another "
        "forecasts 384 Ascend chips of all kinds, enough for 1 if all were 910C. By the "
        "dies reported and the memory that we reckon, in the year of the fair dies allowed fewer chips than memory. "
        "In the year after it, with every chip of the fair's year counted as a 910C, memory allows fewer than dies, "
        "unless new memory comes.")
    kind = type(found.supply.binds[2025])
    turned = text(part(found, "supply", binds={2025: kind.MEMORY, 2026: kind.LOGIC}), "answer-supply")
    assert "in the year of the fair memory allowed fewer chips than dies. In" in turned
    assert turned.endswith("counted as a 910C, dies allow fewer than memory.")
    mixed = text(part(found, "supply", one_die_part=0.75), "answer-supply")
    assert "In the year after it, with 75 % of the fair year's chips taken to have one die, memory" in mixed
    assert text(found, "one-die-read") == "40 %"
    assert text(found, "verdict-supply").endswith(
        "By this count memory binds as soon as more than 0.0004 million stacks went into earlier and other chips. Had "
        "every chip of the fair's year two dies, it would bind from 0.0004 million on.")
    assert "enough for 1,400 Ascend 910C, the dies reported for 400. For the year after it the memory left would be " \
           "enough for 900 and the dies for 950 at most. By this count" in text(found, "verdict-supply")
