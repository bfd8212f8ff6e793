"""For comms teams: select → compose → deliver."""
