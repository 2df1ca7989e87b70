"""The directives by name."""

from evidence.sphinxext.blocks import Part, directive
from evidence.sphinxext.content import agreement, benchmark, differences, documentation, register, sources

DIRECTIVES = {
    "evidence-source": sources.SourceDirective,
    "source-list": directive(Part("", "source_list.html", sources.source_list)),
    "reference-list": directive(Part("", "reference_list.html", sources.reference_list)),
    "hand-read": directive(Part("", "hand_read.html", sources.hand_read)),
    "evidence-register": directive(Part("", "register.html", register.context)),
    "agreement-register": directive(Part("", "agreement.html", agreement.register)),
    "proposition-matrix": directive(Part("", "matrix.html", agreement.matrix)),
    "external-checks": directive(Part("", "external_checks.html", agreement.external)),
    "data-dictionary": directive(Part("", "data_dictionary.html", documentation.dictionary)),
    "parameter-tables": directive(Part("", "parameters.html", documentation.parameters)),
    "benchmark-table": directive(Part("", "benchmark.html", benchmark.table)),
    "edition-differences": directive(Part("", "differences.html", differences.differences)),
    "evidence-downloads": directive(Part("", "downloads.html", documentation.downloads)),
}
