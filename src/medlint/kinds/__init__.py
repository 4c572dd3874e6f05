"""The kinds of check that a rule file can choose."""
