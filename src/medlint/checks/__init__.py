"""Checks of one family of rules, where no general kind fits."""
