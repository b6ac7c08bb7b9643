"""How desk files of each version become those of the next; run by `store.migration`."""
