"""What a page may hold: the directives and their options, the roles, the front matter, the kinds of files."""

OURS = {"agreement-register", "answer", "api-reference", "benchmark-table", "counts", "data-dictionary",
        "dependencies", "edition-differences", "entity-index", "entity-list", "evidence-downloads",
        "evidence-register", "evidence-source", "external-checks", "folded", "hand-read", "legend",
        "parameter-tables", "proposition-matrix", "reference-list", "sobol-indices", "source-list", "tiles",
        "what-if-headlines"}
BOXES = {"admonition", "attention", "caution", "danger", "dropdown", "epigraph", "error", "hint", "important", "margin",
         "note", "pull-quote", "seealso", "sidebar", "tip", "topic", "warning"}
LITERAL = {"code", "code-block", "literalinclude", "math", "sourcecode"}  # what is in them is no Markdown
PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".webp")  # a drawing in SVG is a page that may run scripts
LINKED = (*PICTURES, ".bib", ".cff", ".csv", ".ipynb", ".json", ".md", ".pdf", ".txt", ".yml")  # kept beside the pages
# Directives whose argument is a file of the book, and what that may be; a listing is text, whatever it lists.
FILES = {"figure": PICTURES, "image": PICTURES, "literalinclude": ("",)}
OTHERS = {"bibliography", "figure", "glossary", "image", "list-table", "table", "tableofcontents"}
DIRECTIVES = OURS | BOXES | LITERAL | OTHERS
OPTIONS = {
    "align", "all", "alt", "animate", "append", "caption", "cited", "computed", "other", "quantity", "reference",
    "statement", "class", "class-body", "class-container",
    "class-title", "color", "dedent", "emphasize-lines", "encoding", "end-at", "end-before", "enumtype", "figclass",
    "figwidth", "force", "header-rows", "height", "icon", "keyprefix", "label", "labelprefix", "language",
    "lineno-match", "lineno-start", "linenos", "lines", "list", "name", "nowrap", "open", "prepend", "pyobject",
    "scale", "sorted", "start", "start-after", "start-at", "stub-columns", "style", "subtitle", "tab-width", "width",
    "widths"}
COUNTS = {"dedent", "emphasize-lines", "header-rows", "lineno-start", "lines", "scale", "start", "stub-columns",
          "tab-width", "widths"}  # each line up to that number is made, or counted
ROLES = {"abbr", "abbreviation", "cite", "cite:p", "cite:ps", "cite:t", "cite:ts", "cite:year", "cite:author",
         "cite:label", "code", "computed", "count", "dfn", "doc", "emphasis", "eq", "footcite", "kbd", "literal",
         "math", "numref", "quantity", "ref", "reference", "statement", "strong", "sub", "subscript", "sup",
         "superscript", "term", "told", "word"}
FRONT_MATTER = {"orphan", "nosearch", "tocdepth"}
