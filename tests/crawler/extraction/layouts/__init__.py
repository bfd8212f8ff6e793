"""Invented articles set into randomly assembled pages: the truth is known, so every page is a test."""
