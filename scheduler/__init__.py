"""For ops: when things run."""
