"""What the class and id names of Vietnamese newspaper pages give away, whatever the system that wrote them.

Names are cut into words at hyphens, underscores and capitals ("PhotoCMS_Caption", "article__sapo", "tinLienQuan").
Collected from the pages and public readers of ONECMS, NEKO, Mediatech, VCCorp, WordPress and old ASP.NET systems.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement


class Sort:
    """Bits; plain numbers, because a page asks some thousand times."""

    NONE = 0
    FURNITURE = 1  # boxes that are no part of the article
    CAPTION = 2
    FIGURE = 4  # wraps a picture and its caption
    LEAD = 8
    AUTHOR = 16
    DATE = 32
    TITLE = 64
    TAGS = 128
    CRUMBS = 256
    BODY = 512
    CENTRED = 1024
    RIGHT = 2048
    UNSEEN = 4096  # for screen readers only


_CUT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")

_WORDS: dict[int, str] = {
    Sort.FURNITURE: """related relate relates relation share shares sharing social socials sociallike comment comments banner banners
        ads adv advert advertisement advertising adsbygoogle sponsor promo promotion breadcrumb breadcrumbs tag tags taglist
        keyword keywords toolbar newsletter subscribe recommend recommended recommendation recommendations suggest suggestion
        widget sidebar rating vote voting pagination pager popup modal tooltip copyright hotline survey poll navbar navigation
        menu nav footer foot readmore mostread addthis player audio tts login cookie weather lienquan tinlienquan tinkhac cungchuyenmuc
        toc eztoc mucluc docthem xemthem docnhieu xemnhieu tukhoa binhluan chiase quangcao qc bailienquan tincunglienquan newsrelate boxrelate
        cmt cmts ykien donate donation ungho""",
    Sort.CAPTION: "caption captions figcaption chuthich wpcaptiontext pcaption imgcaption imagecaption photocaption",
    Sort.FIGURE: "figure image images img photo photos picture pictures pic thumbnail vcsortableinpreviewmode exp anh hinh hinhanh",
    Sort.LEAD: "sapo lead chapeau summary desc description abstract intro introtext shortdesc shortdescription tomtat trichyeu hometext excerpt standfirst deck",
    Sort.AUTHOR: "author authors byline tacgia author2 writer butdanh",
    Sort.DATE: "date time datetime publishdate publishtime pubdate posted timestamp ngay thoigian meta published",
    Sort.TITLE: "title headline heading tieude tieu titleh1 titlenews",
    Sort.TAGS: "tag tags taglist keyword keywords tukhoa",
    Sort.CRUMBS: "breadcrumb breadcrumbs bread crumb",
    Sort.CENTRED: "center centre centered aligncenter textcenter",
    Sort.RIGHT: "right alignright textright",
}  # fmt: skip
_BY_WORD: dict[str, int] = {}
for _sort, _names in _WORDS.items():
    for _name in _names.split():
        _BY_WORD[_name] = _BY_WORD.get(_name, Sort.NONE) | _sort

_PHRASES = (
    (re.compile(r"(?:tin|bai|news|article)\W?(?:bai\W?)?(?:lien\W?quan|khac|relate|other|cung)|lien\W?quan|cung\W?chuyen\W?muc"), Sort.FURNITURE),
    (re.compile(r"(?:doc|xem)\W?(?:them|nhieu|tiep)|(?:most|read|more|other)\W(?:read|more|news|viewed|articles)|inner\W?article"), Sort.FURNITURE),
    (re.compile(r"tu\W?khoa|binh\W?luan|chia\W?se|quang\W?cao|google\W?news|\bc\Wbox\b|\bfb\W|box\W(?:news|category|tin)|__mb_article"), Sort.FURNITURE),
    (re.compile(r"\by\Wkien\b|\bpage\W?(?:links|navi?|numbers)\b|\b(?:box|qr)\W?(?:qr|donate|box)\b"), Sort.FURNITURE),
    (re.compile(r"chu\W?thich|(?:img|image|photo|pic|picture|anh)\W?(?:note|desc|title|text|info)|note\W?(?:img|image|photo)"), Sort.CAPTION),
    (re.compile(r"tac\W?gia|but\W?danh"), Sort.AUTHOR),
    (re.compile(r"tom\W?tat|trich\W?yeu"), Sort.LEAD),
    (re.compile(r"sr\Wonly|visually\Whidden|screen\Wreader"), Sort.UNSEEN),
    (re.compile(r"\bsapo|sapo\b"), Sort.LEAD),
)  # fmt: skip
_BODY_NAMES = re.compile(
    r"""(?:^|\s)(?:
        (?:article|art|detail|details|news|post|entry|story|content|main|singular|fck|knc|cms|edittor|editor|longform|magazine|emagazine
          |e-magazine|detailnews|newsdetail|noi-?dung|body|text|b|sc|tmp|td-post|the-article|zce-content|news-details|ct-edtior-web)
        [-_]*(?:body|content|contents|detail|details|text|maincontent|entry|main-content|web|noidung|chitiet)(?:[-_]?(?:detail|news|article))?
      | newscontents | news-bodyhtml | bodyhtml | content-fck | fck_detail | afcbc-body | singular-content | td-post-content | b-maincontent | maincontent
      | contentdetail | content_detail(?:_?news)? | articlecontent | articlebody | abody | noidung | noi-dung | noidungtin | chitiettin | bodytext
      | explus-editor | post-ct-entry | main-detail(?:-body)? | details__content | news-details__content | editor-content | sc-content | entry
    )(?=\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)


def sort_of(element: HtmlElement) -> int:
    """What the names of an element say it is; NONE for the many that say nothing."""
    names, ident = element.get("class"), element.get("id")
    if names is None and ident is None:
        return Sort.NONE
    return _sorted(names or "", ident or "")


@lru_cache(maxsize=8192)
def _sorted(names: str, ident: str) -> int:
    both = f"{names} {ident}"
    words = [word.lower() for word in _CUT.split(both) if word]
    sort = Sort.NONE
    for word in words:
        sort |= _BY_WORD.get(word, Sort.NONE)
    joined = both.lower()
    for phrase, meant in _PHRASES:
        if phrase.search(joined):
            sort |= meant
    return sort | Sort.BODY if _BODY_NAMES.search(both) else sort
