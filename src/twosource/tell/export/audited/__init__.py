"""An audit as a desk reads it: in the terminal, on a page, and as SARIF for the tools that show code reviews."""
