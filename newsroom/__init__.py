"""What an article is and what we decide about it. Pure: no network, database, clock or environment."""
