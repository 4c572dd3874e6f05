"""Reads the lines of a page that state who wrote it, when, and how long it takes to read."""
