"""Kernels forked from a warm process, as jupyter_client asks for them; it finds the provisioner by its entry point.

They are ipykernel's own and are spoken to as ever. All that is saved are imports, of which a kernel with pandas and
matplotlib does two seconds' worth.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from jupyter_client.provisioning import LocalProvisioner
from traitlets import Unicode

from evidence.running.fork import parent
from evidence.running.fork.nursery import LAUNCHER
from evidence.running.fork.server import kill


def nursery(door: Path) -> parent.Parent:
    """A nursery that is asked at ``door``, by this process or by others of ours; it ends when this process ends."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bound:
        bound.bind(str(door))
        return parent.Parent("nursery", doors=[bound])


class ForkedProvisioner(LocalProvisioner):
    """Has the nursery fork a kernel; starts one in the ordinary way where that cannot be done."""

    door = Unicode(help="Where the nursery is asked.")

    async def launch_kernel(self, cmd, **how):
        """Start the kernel; see LocalProvisioner."""
        self.process = self._forked(cmd, how)
        if self.process is None:
            return await super().launch_kernel(cmd, **how)
        self.pid = self.pgid = self.process.pid
        self.cwd = how.get("cwd") or Path.cwd()
        return self.connection_info

    def _forked(self, command: list[str], how: dict) -> "ForkedProcess | None":
        if command[:4] != [sys.executable, "-m", LAUNCHER, "-f"] or len(command) != 5:
            return None
        task = {"command": command, "folder": os.path.abspath(how.get("cwd") or "."),
                "environment": dict(how.get("env") or os.environ)}
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as asking:
                asking.connect(self.door)
                return ForkedProcess(parent.ask(asking, task))
        except (OSError, EOFError):  # there is no nursery, or it has no room for another process
            return None


class ForkedProcess:
    """A process that is not our child, with as much of Popen as LocalProvisioner uses."""

    stdin = stdout = stderr = None
    returncode: int | None = None

    def __init__(self, connection: Connection):
        """Wait for its pid; EOFError or OSError where none was forked."""
        if not connection.poll(parent.START_SECONDS):
            raise EOFError("no process was forked")
        self._connection = connection
        self.pid = json.loads(connection.recv_bytes())["pid"]

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None and self._connection.poll():
            with self._connection as connection:
                self.returncode = self._status(connection)
        return self.returncode

    def _status(self, connection: Connection) -> int:
        try:
            return json.loads(connection.recv_bytes())["status"]
        except (OSError, EOFError):  # the nursery has died; its kernels notice within a second
            kill(self.pid)
            return -signal.SIGKILL

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has; TimeoutExpired where that takes too long."""
        if self.returncode is None and not self._connection.poll(timeout):
            raise subprocess.TimeoutExpired(LAUNCHER, timeout)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)
