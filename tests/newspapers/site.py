"""One newspaper at work: what it has printed, what its lists name, and the answer to every address."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from tests.newspapers.listings import headlines, listing
from tests.newspapers.manuscript import VIETNAM, Manuscript
from tests.newspapers.outlet import Answer, Issue, Outlet, Page, Printed, Route
from tests.newspapers.truth import Truth, broken, truth
from tests.newspapers.typography import number, slug

TakeDown = Literal["410", "not found with 200", "home"]  # home: a redirect to the home page

_PIXEL = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
_STEP = timedelta(minutes=10)  # between the newest thing a newspaper did and the next thing a test has it do


class Site:
    """Lists follow every change at once. An article's page changes only with that article, so that its validators hold.

    Not more than one thread may change it; any may ask for answers.
    """

    def __init__(
        self, outlet: Outlet, written: Iterable[Manuscript], today: date, *, held: Collection[str] = ()
    ) -> None:
        self.outlet = outlet
        self.today = today
        self.base = self.old_base = ""
        self._lock = threading.Lock()
        self._articles: dict[str, Printed] = {}
        self._held: set[str] = set()
        self._withdrawn: dict[str, TakeDown] = {}
        for manuscript in written:
            moment = manuscript.printed_on(today)
            self._articles[manuscript.id] = Printed(manuscript, outlet.path(manuscript, moment), moment)
            if manuscript.trap == "held" or manuscript.name in held:
                self._held.add(manuscript.id)
        self._first_issue = self._newest_first(p for p in self._articles.values() if self._plain(p))
        self._changed_at = max(
            (p.published_at for p in self._on_show()), default=datetime.combine(today, time(5), VIETNAM)
        )
        self._routes: dict[str, Route] = {}
        self._old_routes: dict[str, Route] = {}
        self._answers: dict[tuple[bool, str], Answer] = {}

    def open(self, base: str, old_base: str = "") -> None:
        """Move in at an address (scheme://host:port)."""
        self.base, self.old_base = base, old_base or base
        self._compose()

    # -- what tests have it do

    def publish(self, article: str, at: datetime | None = None) -> None:
        """Print an article that was held back, as the newest one unless `at` says otherwise."""
        printed = self._known(article)
        if article not in self._held:
            raise ValueError(f"{printed.manuscript.name} is printed already")
        moment = at or max(printed.published_at, self._changed_at + _STEP)
        with self._lock:
            self._held.remove(article)
            path = self.outlet.path(printed.manuscript, moment)
            self._articles[article] = replace(printed, published_at=moment, path=path)
            self._touch(moment)

    def edit(self, article: str, at: datetime | None = None, **changes: Any) -> None:
        """Change an article's text under its old address; `changes` are fields of Manuscript."""
        printed = self._known(article)
        moment = at or max(self._changed_at, printed.changed_at) + _STEP
        with self._lock:
            manuscript = replace(printed.manuscript, **changes)
            self._articles[article] = replace(printed, manuscript=manuscript, modified_at=moment)
            self._touch(moment)

    def withdraw(self, article: str, way: TakeDown = "410") -> None:
        """Take an article down: gone under all its addresses, in this way, and out of every list."""
        self._known(article)
        with self._lock:
            self._withdrawn[article] = way
            self._touch(self._changed_at + _STEP)

    def _known(self, article: str) -> Printed:
        if article not in self._articles:
            raise ValueError(
                f"{self.outlet.name} has no article {article!r}; it has {', '.join(sorted(self._articles))}"
            )
        return self._articles[article]

    def _touch(self, moment: datetime) -> None:
        self._changed_at = max(moment, self._changed_at + timedelta(seconds=1))
        self._compose()

    # -- what it says

    def answer(self, target: str, *, old_domain: bool = False) -> Answer:
        """The answer to a path with query. Where no page is asked for by its query, a query is ignored, as trackers are."""
        with self._lock:
            routes = self._old_routes if old_domain else self._routes
            path = target.partition("?")[0]
            if path.startswith(("/img/", "/static/", "/images/")):
                return Answer(_PIXEL, "image/gif", changed_at=self._opening)
            pages = any(key.startswith(f"{path}?") for key in routes)
            key = path if target not in routes and not pages else target
            if key in routes:
                return self._rendered(old_domain, key, routes[key])
            return self._page(self.outlet.not_found(self.today), status=404)

    def _rendered(self, old_domain: bool, key: str, route: Route) -> Answer:
        if (old_domain, key) not in self._answers:
            self._answers[old_domain, key] = route()
        return self._answers[old_domain, key]

    def ledger(self) -> list[Truth]:
        with self._lock:
            return [self._truth(printed) for printed in self._articles.values()]

    def _truth(self, printed: Printed) -> Truth:
        article = printed.manuscript
        urls = [
            self.base + printed.path,
            *(self.base + path for path in self.outlet.further_addresses(self._sheet(printed))),
        ]
        if self.old_base != self.base:
            urls.append(self.old_base + self.outlet.old_path(printed))
        if article.id in self._withdrawn or article.trap == "gone":
            return truth(printed, "withdrawn", tuple(urls))
        if article.id in self._held:
            return truth(printed, "held", tuple(urls))
        if broken(article):
            return truth(printed, "broken", tuple(urls[:1]))
        return truth(printed, "edited" if printed.modified_at else "published", tuple(urls))

    # -- how it is composed

    def _plain(self, printed: Printed) -> bool:
        return (
            printed.manuscript.id not in self._held
            and not broken(printed.manuscript)
            and printed.manuscript.trap != "gone"
        )

    def _on_show(self) -> list[Printed]:
        """What the lists name, traps included, newest first."""
        away = self._held | self._withdrawn.keys()
        return self._newest_first(p for p in self._articles.values() if p.manuscript.id not in away)

    @staticmethod
    def _newest_first(articles: Iterable[Printed]) -> list[Printed]:
        return sorted(articles, key=lambda p: (p.published_at, p.manuscript.id), reverse=True)

    @property
    def _opening(self) -> datetime:
        """When the things that never change were put up."""
        return datetime(2025, 7, 1, tzinfo=VIETNAM)

    def _compose(self) -> None:
        issue = Issue(self.base, self.old_base, self.today, self._changed_at, tuple(self._on_show()))
        self._answers.clear()
        self._routes = {"/robots.txt": self._robots, "/": lambda: self._home(issue)}
        for name in self.outlet.sections:
            self._routes[f"/{slug(name)}"] = self._routes[f"/{slug(name)}/"] = self._section(name, issue)
        self._routes |= self.outlet.lists(issue)
        self._old_routes = {"/robots.txt": self._robots, "/": lambda: _redirect(f"{self.base}/")}
        for printed in self._articles.values():
            if printed.manuscript.id not in self._held:
                self._put_up(printed)

    def _put_up(self, printed: Printed) -> None:
        sheet = self._sheet(printed)
        trap = printed.manuscript.trap
        own, old = self._routes, self._old_routes
        if printed.manuscript.id in self._withdrawn or trap == "gone":
            gone = self._gone(self._withdrawn.get(printed.manuscript.id, "410"))
            own |= {printed.path: gone, **dict.fromkeys(self.outlet.further_addresses(sheet), gone)}
            old[self.outlet.old_path(printed)] = gone
        elif broken(printed.manuscript):
            own[printed.path] = lambda: self._trap(sheet)
        else:
            own[printed.path] = lambda: self._page(self.outlet.article(sheet), printed.changed_at)
            for path in self.outlet.further_addresses(sheet):
                own[path] = lambda path=path: self._page(self.outlet.further_addresses(sheet)[path], printed.changed_at)  # type: ignore[misc]
            old[self.outlet.old_path(printed)] = (
                (lambda: _redirect(sheet.url)) if trap == "moved" else self._on_old(sheet)
            )

    def _on_old(self, sheet: Page) -> Route:
        """The same page in the old domain's name: it calls itself the canonical one."""
        there = replace(sheet.printed, path=self.outlet.old_path(sheet.printed))
        old = replace(sheet, base=self.old_base, printed=there)
        return lambda: self._page(self.outlet.article(old), there.changed_at)

    def _sheet(self, printed: Printed) -> Page:
        others = [p for p in self._first_issue if p.manuscript.id != printed.manuscript.id]
        turn = int(number(printed.manuscript.name, 4)) % max(len(others), 1)
        return Page(self.base, self.today, printed, tuple(others[turn:] + others[:turn]))

    def _trap(self, sheet: Page) -> Answer:
        trap, printed = sheet.article.trap, sheet.printed
        odd = self.outlet.odd_page(sheet)
        if odd is not None:
            return odd
        if trap == "soft-404":
            return self._page(self.outlet.not_found(self.today), printed.published_at)
        if trap == "pdf":
            return Answer(
                b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"0 " * 4000, "application/pdf", changed_at=printed.published_at
            )
        if trap == "empty":
            hollow = replace(sheet.article, lead="", paragraphs=(), captions=(), table=(), author="", credit="")
            return self._page(
                self.outlet.article(replace(sheet, printed=replace(printed, manuscript=hollow))), printed.published_at
            )
        return self._page(self.outlet.not_found(self.today), status=404)

    def _gone(self, way: TakeDown) -> Route:
        if way == "home":
            return lambda: _redirect(f"{self.base}/")
        return lambda: self._page(self.outlet.not_found(self.today), status=410 if way == "410" else 200)

    def _page(self, text: str, changed_at: datetime | None = None, status: int = 200) -> Answer:
        return Answer(text.encode(), status=status, changed_at=changed_at)

    def _home(self, issue: Issue) -> Answer:
        main = f"<h1>{self.outlet.name}</h1>\n{headlines(self.outlet, issue.listed[:10])}"
        text = self.outlet.document(f"{self.outlet.name} điện tử", self.outlet.home_head(issue), main, issue.today)
        return self._page(text, issue.changed_at)

    def _section(self, name: str, issue: Issue) -> Route:
        found = [p for p in issue.listed if slug(p.manuscript.section) == slug(name)]
        return lambda: listing(self.outlet, issue, name, found)

    def _robots(self) -> Answer:
        text = self.outlet.robots_txt(self.base)
        if text is None:
            return self._page(self.outlet.not_found(self.today), status=404)
        return Answer(text.encode(), "text/plain; charset=utf-8", changed_at=self._opening)


def _redirect(url: str) -> Answer:
    return Answer(b"", status=301, headers={"Location": url})
