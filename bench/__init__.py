"""Measurements: every figure is a ratio against a public floor, taken in the same run on the same machine."""
