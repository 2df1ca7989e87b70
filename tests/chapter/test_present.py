"""What chapters show: escaped, bound to what it rests on, refused where it says nothing."""

import json
from html.parser import HTMLParser

import pandas as pd
import pytest

from evidence.chapter import figures, present
from evidence.chapter.frames import format_value

FIGURE, TABLE, RESULT = (f"application/vnd.evidence.{kind}+json" for kind in ("figure", "table", "result"))


@pytest.fixture
def shown(monkeypatch):
    outputs = []
    monkeypatch.setattr(present, "display", lambda bundle, raw: outputs.append(bundle))
    return outputs


@pytest.fixture
def frame():
    return pd.DataFrame({
        "mill": ["<b>Old</b>", "New"], "kw": [1234567.125, None], "year": [2024, 2025],
        "claim_id": ["gazette/made", "gazette/staff other/x"], "reference_id": ["register", None],
        "idle": [True, False],
    }).convert_dtypes()


def drawn():
    figure, axes = figures.subplots()
    axes.plot([0, 1], [0, 1])
    return figure


class Tags(HTMLParser):
    """Every tag must be closed in turn."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.seen.append((tag, dict(attributes)))

    def handle_startendtag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_result(shown):
    present.publish("share", 0.40212345678, text="40 % <i>", rests_on=["gazette/staff", "gazette/made"])
    assert shown[0][RESULT] == {"name": "share", "value": 0.402123, "text": "40 % <i>",
                                "rests_on": ["gazette/made", "gazette/staff"]}
    assert "&lt;i&gt;" in shown[0]["text/html"] and shown[0]["text/plain"] == "share: 40 % <i>"


def test_number_without_text_gets_its_thousands(shown):
    present.publish("count", 12345)
    assert shown[0][RESULT]["text"] == "12,345"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, pd.NA, ""])
def test_result_without_a_value_is_refused(shown, value):
    with pytest.raises(ValueError, match=r"result|finite"):
        present.publish("share", value)
    assert not shown


@pytest.mark.parametrize("name", ["Share", "../x", "a b", "", "a--b", "x" + "<", None])
def test_bad_names_are_refused(shown, name):
    with pytest.raises(ValueError, match="name"):
        present.publish(name, 1)


def test_figure(shown, frame):
    present.show_figure(drawn(), name="power", title="Old & new", alt="A line", data=frame, caption="Source: <x>")
    payload = shown[0][FIGURE]
    assert payload["rests_on"] == ["gazette/made", "gazette/staff", "other/x", "register"]
    assert payload["data"][0] == {"mill": "<b>Old</b>", "kw": 1234570.0, "year": 2024, "claim_id": "gazette/made",
                                  "reference_id": "register", "idle": True}
    assert payload["data"][1]["kw"] is None
    html = shown[0]["text/html"]
    tags = Tags(html).seen
    assert tags[0] == ("figure", tags[0][1]) and tags[0][1]["id"] == "power"
    assert "<b>Old" not in html and "Source: &lt;x&gt;" in html and "Old &amp; new" in html
    assert "details" in [tag for tag, _ in tags]
    assert html.index("Old &amp; new") < html.index("<svg") < html.index("Source")
    rows = [attributes for tag, attributes in tags if tag == "tr" and "data-row" in attributes]
    assert [(row["data-row"], row["tabindex"]) for row in rows] == [("0", "0"), ("1", "0")]


@pytest.mark.parametrize("missing", [{"alt": ""}, {"alt": " "}, {"alt": None}, {"title": ""}])
def test_figure_without_words_is_refused(shown, frame, missing):
    words = {"title": "It rises", "alt": "A line"} | missing
    with pytest.raises(ValueError, match=next(iter(missing))):
        present.show_figure(drawn(), name="power", data=frame, **words)
    assert not shown


def test_pyplot_figures_are_not_shown_twice(shown, frame):
    from matplotlib import pyplot
    pyplot.switch_backend("agg")
    figure, _ = pyplot.subplots()
    present.show_figure(figure, name="power", title="It rises", alt="A line", data=frame)
    assert not pyplot.get_fignums()


def test_table(shown, frame):
    present.show_table(frame, name="mills", caption="Mills <1>", headers={"kw": "kW"})
    html, tags = shown[0]["text/html"], Tags(shown[0]["text/html"]).seen
    assert [attributes["scope"] for tag, attributes in tags if tag == "th"] == ["col"] * 6 + ["row"] * 2
    region = next(attributes for _, attributes in tags if attributes.get("role") == "region")
    assert region["tabindex"] == "0" and region["aria-label"] == "Mills <1>"
    links = [attributes for tag, attributes in tags if tag == "a"]
    assert links[0]["href"] == "evidence/gazette.html#made" and links[0]["data-claim"] == "gazette/made"
    assert {"data-reference": "register", "href": "references.html#register", "class": "evidence-link"} in links
    assert ">1,234,570<" in html and ">2024<" in html and ">kW<" in html and ">–<" in html
    assert "<style" not in html and shown[0][TABLE]["title"] == "Mills <1>"


def test_a_folded_table_and_figure_stand_behind_their_words(shown, frame):
    present.show_table(frame, name="mills", caption="Mills <1>", folded=True)
    present.show_figure(drawn(), name="power", title="Old & new", alt="A line", data=frame, folded="Old & new")
    table, figure = (each["text/html"] for each in shown)
    assert table.startswith('<details class="evidence-folded"><summary>Mills &lt;1&gt;</summary><div id="mills"')
    assert "<caption>" not in table and table.endswith("</div></details>")
    assert figure.startswith('<details class="evidence-folded"><summary>Old &amp; new</summary><figure id="power"')


def test_table_with_an_unknown_column_is_refused(shown, frame):
    with pytest.raises(ValueError, match="no column kv"):
        present.show_table(frame, name="mills", caption="Mills", headers={"kv": "kW"})


def test_markup_in_ids_stays_text(shown):
    frame = pd.DataFrame({"claim_id": ['"><script>alert(1)</script>/x']})
    present.show_table(frame, name="t", caption="c")
    assert "<script" not in shown[0]["text/html"]


def test_outputs_are_plain_json(shown, frame):
    present.show_table(frame, name="t", caption="c")
    assert json.loads(json.dumps(shown[0], allow_nan=False)) == shown[0]


@pytest.mark.parametrize("value, text", [
    (0.40212, "0.4021"), (1234.5678, "1,235"), (12.3456, "12.35"), (3, "3"), (1e6, "1,000,000"), (None, "–"),
    (True, "yes"), ("x", "x"), (0.0, "0"), (-0.25, "-0.25")])
def test_values_as_printed(value, text):
    assert format_value(value) == text


def test_value_in_a_given_format():
    assert format_value(2024, "d") == "2024" and format_value(2.0, ".1f") == "2.0"


def test_dates_do_not_break_over_lines(shown):
    present.show_table(pd.DataFrame({"date": ["2025-07", "2025-07-28 to 30"]}), name="t", caption="c")
    assert shown[0]["text/html"].count("nowrap") == 1
