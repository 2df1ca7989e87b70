"""Where an edition of the book is published, and what is kept of the build that did so."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from evidence.disk import atomic, digest
from evidence.disk.lock import BUILD
from evidence.disk.seal import holds, seal

EDITIONS = "_build/editions"
HTML, STATE = "html", ".book.json"


@dataclass(frozen=True)
class Built:
    """What the published pages were made from, by kind; the key of what was compiled; and a digest of the pages."""

    inputs: dict[str, str] = field(default_factory=dict)
    key: str = ""
    html: str = ""


@dataclass(frozen=True)
class BookFolder:
    """The folder of one edition's book; ``edition`` "" is the default."""

    root: Path
    edition: str = ""

    @property
    def _folder(self) -> Path:
        return self.root / EDITIONS / self.edition if self.edition else self.root / BUILD

    @property
    def html(self) -> Path:
        return self._folder / HTML

    @property
    def state(self) -> Path:
        return self._folder / STATE

    def built(self) -> Built:
        """What was kept of the last build; of none where that is missing or damaged."""
        kept = atomic.read_state(self.state)
        body = kept.get("built")
        if not isinstance(body, str) or not holds(body.encode(), kept.get("seal")):
            return Built()
        try:
            return Built(**json.loads(body))
        except (ValueError, TypeError):
            return Built()

    def publish(self, fresh: Path | None, built: Built) -> None:
        """Swap fresh pages in, if there are any, then say what they were made from.

        Where that is missing, the next run builds anew.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self.state.with_name(f"{STATE}-new")
        body = json.dumps(asdict(built))
        beside.write_text(json.dumps({"built": body, "seal": seal(body.encode())}), encoding="utf-8")
        if fresh:
            atomic.swap(fresh, self.html)
        os.replace(beside, self.state)

    @contextmanager
    def amended(self) -> Iterator[Path]:
        """The pages, to add files to; what is known of their build goes on to hold for them."""
        built = self.built()
        known = built.html == digest.of_pages(self.html)
        yield self.html
        if known:
            self.publish(None, replace(built, html=digest.of_pages(self.html)))
