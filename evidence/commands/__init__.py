"""The commands of the ``evidence`` program: thin; each reads its arguments, calls one module and prints."""
