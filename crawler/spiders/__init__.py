"""The spider. What a way of publishing needs is in crawler.feeds, crawler.sitemaps and crawler.listings, never per site."""
