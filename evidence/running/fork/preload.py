"""What a forkserver imports, and nobody else: the import itself makes it warm, as there is no other hook."""

from evidence.running.fork import warm

warm.become_warm()
