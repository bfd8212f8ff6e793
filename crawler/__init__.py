"""Reads sites politely and yields clean text. Scrapy, Twisted, trafilatura and lxml live only here."""
