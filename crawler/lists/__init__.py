"""The ways a newspaper lists its articles: feeds, sitemaps, listing pages, and where undeclared ones are found."""
