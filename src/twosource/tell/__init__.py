"""The ledger in words: the briefing as HTML, Markdown, JSON and a short text for the terminal."""
