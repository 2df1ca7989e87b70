"""Look for what should never be committed: keys and tokens by their forms, in every file that git knows."""

import re
import subprocess
import sys
from pathlib import Path

FORMS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "a key of Amazon": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})\b",
    "a token of GitLab": r"\bglpat-[\w-]{20,}",
    "a token of PyPI": r"\bpypi-AgE[\w-]{50,}",
    "a token of Slack": r"\bxox[abprs]-[\w-]{10,}",
    "a key of Google": r"\bAIza[\w-]{35}\b",
    "a key of a language model": r"\bsk-(?:ant-|proj-)?[\w-]{32,}",
    "a password in an address": r"\b[a-z]+://[^\s/:@'\"{}<>$]+:[^\s/@'\"{}<>$]{3,}@[\w.-]+",
}
FOUND = {what: re.compile(form) for what, form in FORMS.items()}


def main() -> int:
    """Print place and kind, never the words; 1 where there is anything."""
    names = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True).stdout.decode().split("\0")
    count = 0
    for name in filter(None, names):
        path = Path(name)
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1) if path.is_file() else ():
            for what, form in FOUND.items():
                if form.search(line[:10_000]):
                    print(f"{name}:{number}: looks like {what}; take it out, and have it replaced where it is known")
                    count += 1
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
