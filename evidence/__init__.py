"""A report whose every number leads to the words it rests on."""
