"""Scrapy's settings: what `scrapy crawl` starts from (scrapy.cfg points here) and what `crawler.run` builds on.

Where Scrapy's default is left, the reason is beside it. Pauses, robots.txt, redirects, packed bodies and retries are
handled in crawler.politeness.fetcher, one request at a time, because Scrapy's own handling is too lenient for a guest.
"""

from crawler.politeness.fetcher import user_agent

BOT_NAME = "diembao"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.spiders.loader.CatalogueLoader"

# The guarded reactor. AsyncCrawlerProcess takes Twisted's own class only, so the older process class it is.
TWISTED_REACTOR = "crawler.politeness.reactor.GuardedReactor"
FORCE_CRAWLER_PROCESS = True
DIEMBAO_ALLOW_PRIVATE = False  # only for tests and the demo
DIEMBAO_SOURCES = ""  # a folder of source files beside the bundled ones
DIEMBAO_CONTACT = ""  # mailto:… or a page; goes into the User-Agent

USER_AGENT = user_agent("")
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.5", "Accept-Language": "vi,en;q=0.3"}
ROBOTSTXT_OBEY = True  # for `scrapy shell`; the spider asks by itself
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS = 2  # what waits in a slot delays the end: 19 s at 16, 1.6 s at 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 50 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True

# Nothing but the web, nothing that listens, nothing that remembers or tells.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False
HTTPCACHE_ENABLED = False
REFERRER_POLICY = "no-referrer"
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
}
STATS_DUMP = False

LOG_LEVEL = "WARNING"
FEED_EXPORT_ENCODING = "utf-8"
