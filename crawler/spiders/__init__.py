"""The spider. What a way of publishing needs is in crawler.lists, never per site."""
