"""Print the licence of each package that is pinned, as its own metadata state it, or that it states none."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata


def licence(name: str) -> str:
    """The licence's expression, else its classifiers, else the first line of its text."""
    about = metadata(name)
    classifiers = [given.rpartition(" :: ")[2] for given in about.get_all("Classifier", [])
                   if given.startswith("License")]
    stated = about.get("License-Expression") or "; ".join(classifiers) or about.get("License") or ""
    return stated.strip().splitlines()[0][:60] if stated.strip() else ""


def main(pins: str) -> None:
    """Print them, sorted by name."""
    with open(pins, encoding="utf-8") as file:
        names = sorted({match[1].lower() for line in file if (match := re.match(r"([\w.-]+)==", line))})
    for name in names:
        try:
            found = licence(name)
        except PackageNotFoundError:  # for another system or another Python
            continue
        print(f"{name:32} {found or 'none stated'}")


if __name__ == "__main__":
    main(sys.argv[1])
