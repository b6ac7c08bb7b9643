"""A briefing as a page, as Markdown, as JSON, and as a short text for the terminal."""
