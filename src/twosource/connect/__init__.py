"""Many reports to one ledger: copies, origins, entities, stories, agreements, conflicts, changes, standing."""
