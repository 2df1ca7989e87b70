"""A made-up article as a web page, and what an editor makes of its draft in a copy of ``tests/mini``."""

WORDS = "The mill of Valbonne sold more than 3,200 sacks in 2024."
PAGE = f"""<html lang="en"><head><title>The mill sells more | Gazette</title>
<meta property="og:url" content="https://gazette.example/mill">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The mill sells more</h1><p>{WORDS}</p>
<p>It employs over ten people, and hopes to hire three more of them next year.</p></article>
<footer>Legal notice</footer></body></html>"""
CONTENTS = """format: jb-book
root: chapters/index
chapters:
  - file: chapters/sources
    sections:
      - file: chapters/evidence/gazette-mill   # the first
  - file: chapters/bibliography
"""
_EDITED = {"    draft: true\n": "", "  draft: true\n": "", "called: todo": "called: the Gazette on its sales",
          "publisher: todo": "publisher: gazette", "publisher_known_by: todo": "publisher_known_by: masthead",
          "said_by: todo": "said_by: gazette", "stance: todo ": "stance: reported ",
          "subject: todo": "subject: valbonne",
          "measure: todo, text: \"more": "measure: sacks, text: \"more", "measure: todo": "measure: staff",
          "event: todo": "event: valbonne"}  # in this order
SACKS = "- {id: sacks, name: Sacks, unit: sack, description: sacks sold in one year}\n"  # a measure it wants


def edited_text(draft: str) -> str:
    """The ledger file, once it has been edited."""
    for old, new in _EDITED.items():
        draft = draft.replace(old, new)
    return draft
