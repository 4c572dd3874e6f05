"""medlint checks health articles: what they must say, and what they must not."""

__version__ = "0.1.0"
