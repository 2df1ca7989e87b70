"""``evidence serve`` in a process of its own, and clients that ask it; run as a script, twenty of them for a minute."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[1]
CLIENTS = 20
PAGES = ("index.html", "chapters/waic_2025.html", "_static/book.css", "-/state")


class Serving:
    """A server; ended with the block."""

    def __init__(self, root: Path, *options: str):
        command = [sys.executable, "-m", "evidence", "--root", str(root), "serve", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # a shell's background jobs ignore it
        said = self.process.stdout.readline()
        assert said.startswith("Open http://127.0.0.1:"), said + self.process.stdout.read()
        self.address = said.removeprefix("Open ").strip()
        self.host, self.token = urlsplit(self.address).netloc, urlsplit(self.address).path

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_) -> None:
        self.end()

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(60)
        self.process.stdout.close()
        return code

    def ask(self, path: str, method: str = "GET", body: str | None = None, absolute: bool = False,
            **headers: str) -> tuple[int, bytes]:
        """Code and body of one request, with a path below the token, or a whole one."""
        connection = HTTPConnection(self.host, timeout=300)
        try:
            connection.putrequest(method, path if absolute else self.token + path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body else None)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def answers(self, chapter: str, values: dict[str, str]) -> tuple[int, dict]:
        """Code and content for values as typed."""
        code, body = self.ask(f"-/answers/{chapter}?{urlencode(values)}")
        return code, json.loads(body)


def children(process: int) -> list[int]:
    """All processes below one."""
    found = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in map(int, (thread / "children").read_text().split()):
            found += [child, *children(child)]
    return found


def crowd(server: Serving, seconds: float) -> Counter:
    """Twenty clients for some seconds, each asking as fast as it is answered: how often each code came."""
    codes, until = Counter(), time.monotonic() + seconds

    def client(number: int) -> None:
        source = random.Random(number)
        while time.monotonic() < until:
            values = urlencode({"visits_per_person": source.choice(("1", "1.5", "2", "3")),
                                "available": source.choice(("released", "shown,announced", "nonsense"))})
            path = source.choice((*PAGES, f"-/answers/waic_2025?{values}"))
            try:
                codes[server.ask(path)[0]] += 1
            except OSError as error:
                codes[type(error).__name__] += 1

    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return codes


def memory(server: Serving) -> int:
    """Megabytes of the server and all below it."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1])
                for one in [server.process.pid, *children(server.process.pid)])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    with Serving(ROOT) as one_server:
        print(crowd(one_server, 10), memory(one_server), "MB", flush=True)
        for _ in range(3):
            print(crowd(one_server, 20), memory(one_server), "MB", flush=True)
