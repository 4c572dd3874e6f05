"""Parsing: any article format becomes one Document."""
