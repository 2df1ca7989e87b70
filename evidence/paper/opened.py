"""The text of a page made fit for paper: what waits for a click is open, what needs a screen is gone."""

from lxml import html

# Controls, files to take along, code, and cards, for which links to the pages of evidence stand. Where a claim is used
# would be half of all words of the pages of evidence; on paper the way leads from the use to the claim alone.
# The points of a curve are for machines; short tables of a figure stay.
_GONE = """
self::script | self::style | self::form | self::button | self::noscript[not(*)] | self::template[@id] | self::*[@hidden]
| self::details[contains(@class, 'hide') or @class = 'evidence-citation' or @class = 'evidence-used']
| self::details[@class = 'evidence-data' and count(.//tr) > 20]
| self::*[@class = 'evidence-take' or @class = 'evidence-empty' or contains(@class, 'evidence-code')]
""".replace("\n", " ")
_WRAPPERS = ("noscript", "template", "wbr")  # the parser knows no empty <wbr>, and puts what follows into it
_FOR_SCREENS = ("tabindex", "aria-describedby", "data-claim", "data-reference", "data-result", "data-sum", "data-term",
                "data-row", "data-item", "data-noun", "data-kind", "contenteditable", "focusable")


def open_up(text: html.HtmlElement) -> html.HtmlElement:
    """Change the text of a page, in place: open folds, without controls, the wide drawing of each figure alone."""
    for element in text.xpath(f"descendant::*[{_GONE}]"):
        if element.getparent() is not None:
            element.drop_tree()
    for element in text.iter(*_WRAPPERS):
        element.drop_tag()
    for fold in text.xpath(".//details"):
        _unfold(fold)
    for mark in text.xpath(".//*[contains(@class, 'evidence-mark')]"):
        _sign(mark)
    for caption in text.iter("figcaption"):
        _end_figure(caption)
    for element in text.iter(html.etree.Element):
        for name in _FOR_SCREENS:
            element.attrib.pop(name, None)
    return text


def _unfold(fold: html.HtmlElement) -> None:
    """A fold becomes a block under its summary."""
    fold.tag = "div"
    fold.attrib.pop("open", None)
    fold.classes.add("paper-fold")
    summary = fold.find("summary")
    if summary is not None:
        summary.tag = "div"
        summary.classes.add("paper-fold-title")


def _end_figure(caption: html.HtmlElement) -> None:
    """The data of a figure, which stand in its caption, follow it, and need not share a sheet with it."""
    figure = caption.getparent()
    for element in reversed(caption.xpath("./div[contains(@class, 'evidence-data')] | following-sibling::*")):
        figure.addnext(element)


def _sign(mark: html.HtmlElement) -> None:
    """A mark, which a sheet of style draws on the page, gets its sign as text."""
    sign = html.Element("span", {"class": "paper-sign"})
    sign.text = "▵" if "evidence-computed" in mark.getparent().get("class", "") else "●"
    mark.append(sign)
