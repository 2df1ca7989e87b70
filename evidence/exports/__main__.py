"""``python -m evidence.exports ROOT FOLDER``: write the exports; beside a build, in a process of its own."""

import sys
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.exports import write_exports

if __name__ == "__main__":
    try:
        write_exports(Path(sys.argv[1]), Path(sys.argv[2]))
    except EvidenceError as error:
        sys.exit("\n".join(map(str, error.faults)))
    except OSError as error:
        sys.exit(f"{error.filename or sys.argv[2]}: {error.strerror or error}")
