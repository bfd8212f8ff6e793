"""One module per WAY of publishing (feed, sitemap, listing), never one per site."""
