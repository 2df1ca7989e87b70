"""A suite started with ``&`` ignores Ctrl-C, and so would all that it starts; tests that send it need it heard."""

import signal

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A report of its own, whose notebook the tests run in a copy.
collect_ignore = ["cycling"]
