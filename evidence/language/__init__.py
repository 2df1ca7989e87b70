"""How languages write numbers, units and dates."""
