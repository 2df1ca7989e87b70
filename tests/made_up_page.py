"""A made-up article as a web page."""

WORDS = "The mill of Valbonne sold more than 3,200 sacks in 2024."
PAGE = f"""<html lang="en"><head><title>The mill sells more | Gazette</title>
<meta property="og:url" content="https://gazette.example/mill">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The mill sells more</h1><p>{WORDS}</p>
<p>It employs over ten people, and hopes to hire three more of them next year.</p></article>
<footer>Legal notice</footer></body></html>"""
