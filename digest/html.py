"""Pages and documents as HTML. What is said is decided in `page.py` and `document.py`; templates only lay it out.

Every text is escaped by the template engine. Styles are written into the elements, because mail programs drop style
sheets; what cannot be inline (dark mode, narrow screens) stays in one that is ignored where it is not understood.
"""

from __future__ import annotations

from functools import cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined

from digest.document import Document
from digest.page import Page


def mail(page: Page) -> str:
    """The HTML part of a mail: tables, inline styles, no picture, no script."""
    filled = _templates().get_template("mail.html.j2").render(page=page)
    return _inliner().inline(filled) + "\n"


def printed(document: Document) -> str:
    """A document for A4 paper, to be printed or turned into PDF by a browser."""
    return _templates().get_template("document.html.j2").render(document=document)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("digest"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _inliner() -> CSSInliner:
    """Reads nothing from anywhere. Rules that were written into elements go, the style sheet that is not to be inlined stays."""
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, remove_inlined_selectors=True)
