"""The audit: whether a draft says what its sources say."""
