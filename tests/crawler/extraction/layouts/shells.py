"""Titles, leads, dates, bylines, tags and frames of pages: a name and a template each."""

from __future__ import annotations

from collections.abc import Callable

DATES: dict[str, str] = {
    "weekday first": "Thứ {day}, {when:%d/%m/%Y %H:%M} (GMT+7)",
    "clock first": "{when:%H:%M}, {when:%d/%m/%Y}",
    "bar": "{when:%d/%m/%Y} | {when:%H:%M} GMT+7",
    "dash": "{when:%d/%m/%Y} - {when:%H:%M}",
    "h": "{when:%H}h{when:%M} {when:%d/%m/%Y}",
    "ngày": "{when:%H:%M} ngày {when:%d/%m/%Y}",
    "dashes": "{when:%d-%m-%Y}, {when:%H:%M} (GMT+7)",
    "bullet": "{when:%d/%m/%Y} • {when:%H:%M}",
    "posted": "Ngày đăng: {when:%d/%m/%Y %H:%M}",
    "square": "Thứ {day}, {when:%d/%m/%Y}, {when:%H:%M} [GMT+7]",
    "single digits": "{when.day}/{when.month}/{when.year} {when:%H:%M}",
    "since": "Đăng lúc: {when:%H:%M} (GMT+7), {when:%d/%m/%Y}",
    "T": "T{number}, {when:%d/%m/%Y - %H:%M}",
    "in words": "{when:%H:%M}, ngày {when.day} tháng {when.month} năm {when.year}",
    "iso": "{when:%Y-%m-%d %H:%M:%S}",
    "minutes mark": "{when:%H:%M}' {when:%d/%m/%Y}",
    "dots": "{when:%d.%m.%Y, %H:%M}",
    "parts": "<span>{when:%d/%m/%Y}</span> <span>{when:%H:%M}</span>",
}
WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")

DATELINES = {
    "none": "", "none at all": "", "brackets": "(Baomuongkhe.vn) - ", "brackets and no blank": "(Baomuongkhe.vn)- ", "initials": "MKO - ", "glued": "BMK- ",
    "bracketed initials": "(MKO) – ", "bold": "<strong>(Baomuongkhe.vn) -</strong> ", "paper": "Báo Mường Khe – ", "foreign": "(GLO)- ",
}  # fmt: skip

LEADS: dict[str, tuple[str, bool]] = {  # the markup, and whether it stands in the body
    "h2.sapo": ('<h2 class="detail__sapo">{}</h2>', False),
    "p.sapo strong": ('<p class="sapo"><strong>{}</strong></p>', False),
    "nameless div": ("<div>{}</div>", False),
    "nameless bold div": ("<div><b>{}</b></div>", False),
    "nameless h2": ("<h2>{}</h2>", False),
    "description": ('<div class="article-description"><p>{}</p></div>', False),
    "lead and links": (
        '<div class="sapo"><p>{}</p><ul><li><a href="/bai-khac-905.html">Học sinh vùng cao nhận 200 bộ sách</a></li></ul></div>',
        False,
    ),
    "h3.sapo span": ('<h3 class="sapo"><span>{}</span></h3>', False),
    "td": ('<table><tr><td class="tomtat"><b>{}</b></td></tr></table>', False),
    "font in the body": ('<p><font size="3"><b>{}</b></font></p>', True),
    "bold and br in the body": ("<b>{}</b><br><br>", True),
    "nameless section": ("<section><p>{}</p></section>", False),
    "italic p": ("<p><em>{}</em></p>", False),
    "bold p in the body": ("<p><strong>{}</strong></p>", True),
    "bold span in the body": ('<p style="text-align:justify"><span style="font-weight: bold">{}</span></p>', True),
    "bold div in the body": ("<div><b>{}</b></div>", True),
    "h4 in the body": ("<h4>{}</h4>", True),
    "named, in the body": ('<div class="chapeau">{}</div>', True),
}
BODIES = (
    "detail-content afcbc-body", "article__body cms-body", "b-maincontent", "entry", "content-fck", "newscontents", "fck_detail", "td-post-content", "post-content",
    "news-bodyhtml", "content_detail", "journal-content-article", "field-item even", "ctl00_content", "col-md-8", "nd", "x7q", "", "", "tin-noi-dung", "detail",
)  # fmt: skip
HEADLINES: dict[str, str] = {
    "h1": "{trail}<h1>{title}</h1>",
    "h1.title": '{trail}<h1 class="article__title cms-title">{title}</h1>',
    "h1 in a header": '{trail}<header class="article-header"><h1><span>{title}</span></h1></header>',
    "h1 beside the trail": '<div class="breadcrumb-box">{trail}<h1>{title}</h1></div>',
    "h1 for the logo": '<h1 class="logo"><a href="/">Báo Mường Khe</a></h1>{trail}<h2 class="title">{title}</h2>',
    "h2": '{trail}<h2 class="news-title">{title}</h2>',
    "div.title": '{trail}<div class="tieude">{title}</div>',
    "h3": "{trail}<h3>{title}</h3>",
    "font": '{trail}<p><font size="5" color="#990000"><b>{title}</b></font></p>',
    "kicker": '<p class="kicker">Chuyện hôm nay</p>{trail}<h1>{title}</h1>',
    "h1 with label": '{trail}<h1 class="post-title">{title} <span class="post-icon"></span></h1>',
    "p": '{trail}<p class="pTitle">{title}</p>',
    "td": '{trail}<table><tr><td class="TitleNews">{title}</td></tr></table>',
}
TRAILS = {
    "none": ("", False),
    "breadcrumb": (
        '<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/s">{section}</a></li></ul>',
        True,
    ),
    "nameless": ('<div><a href="/">Trang chủ</a> › <a href="/s">{section}</a></div>', True),
    "one link": ('<div class="bread-crumb"><a href="/s">{section}</a></div>', True),
}
FRAMES: dict[str, str] = {
    "div soup": "<div>{top}<div>{article}</div>{side}</div>{footer}",
    "columns": '{top}<div class="container"><div class="row"><div class="col-left">{article}</div><div class="col-right">{side}</div></div></div>{footer}',
    "main and aside": "{top}<main><article>{article}</article><aside>{side}</aside></main>{footer}",
    "table": '{top}<table width="100%"><tr><td valign="top">{side}</td><td valign="top">{article}</td></tr></table>{footer}',
    "form": '<form id="aspnetForm" action="x.aspx">{top}<div id="ctl00_main">{article}</div><div>{side}</div>{footer}</form>',
    "sections": '<div id="app"><section>{top}</section><section class="detail-page"><div class="wrap"><div class="inner">{article}</div></div></section><section>{side}</section>{footer}</div>',
    "custom elements": "<news-app>{top}<news-page><div>{article}</div></news-page>{side}{footer}</news-app>",
    "next article": '{top}<div id="scroll"><article class="post"><div>{article}</div></article><article class="post next"><h1><a href="/bai-khac-903.html">Giá lợn hơi nhích lên sau ba tuần giảm</a></h1><div>18/11/2026 07:00</div><p>Người nuôi vẫn dè dặt tái đàn vì giá thức ăn chưa giảm, dù thương lái đã quay lại hỏi mua từ đầu tuần.</p><p>Ở chợ đầu mối, thịt mông sấn được chào 118 nghìn đồng một cân, cao nhất kể từ Tết, sức mua vẫn chậm.</p><p>Chi cục Chăn nuôi khuyên bà con giữ đàn nái, tiêm phòng đủ mũi và theo dõi thời tiết trước khi thả thêm.</p></article></div>{side}{footer}',
    "side first": '{top}<div class="wrap"><div class="lft">{side}</div><div class="ctr">{article}</div></div>{footer}',
}
BYLINES: dict[str, tuple[str, str, str]] = {  # above the text, at its end, after the body
    "none": ("", "", ""),
    "named, above": ('<div class="author">{names}</div>', "", ""),
    "by link, above": ('<div class="detail-info"><a href="/tac-gia/x">{names}</a></div>', "", ""),
    "right, bold": ("", '<p style="text-align: right;"><strong>{names}</strong></p>', ""),
    "bold": ("", "<p><strong>{NAMES}</strong></p>", ""),
    "plain": ("", "<p>{NAMES}</p>", ""),
    "tasks": ("", "<p>Bài, ảnh: {names}</p>", ""),
    "tasks, right": ("", '<div style="text-align:right"><em>Thực hiện: {names}</em></div>', ""),
    "after the body": ("", "", '<div class="article-author">{names}</div>'),
    "task after the body": ("", "", "<p>Tác giả: {names}</p>"),
    "box after the body": (
        "",
        "",
        '<div class="author-box"><a href="/tac-gia/x"><img src="/avatar/x.jpg"></a><a href="/tac-gia/x">{names}</a><p>Phóng viên theo dõi mảng đời sống ở các xã vùng cao</p></div>',
    ),
    "box in the body": (
        "",
        '<div class="author-info"><div class="author-name"><a href="/tac-gia/x">{names}</a></div><div class="author-desc">Phóng viên theo dõi mảng đời sống ở các xã vùng cao.</div></div>',
        "",
    ),
    "hidden": ("", "", '<div style="display:none" class="author">{names}</div>'),
    "print copy": (
        "",
        "",
        '<div class="print-area" style="display: none"><h1>{title}</h1><p>{first}</p><p>{second}</p><p style="text-align:right"><b>{names}</b></p></div>',
    ),
    "brackets": ("", "<p><strong>({NAMES})</strong></p>", ""),
    "gathered": ("", "<p style='text-align:right'><b>{names}</b> (tổng hợp)</p>", ""),
    "names and paper": ("", "<p><b>{names}</b>/Báo Mường Khe</p>", ""),
    "span with an icon": ('<span class="author-name"><i class="fa fa-user"></i> {names}</span>', "", ""),
    "label, above": ("<div>Tác giả: <b>{names}</b></div>", "", ""),
    "both ends": ('<div class="author">{names}</div>', '<p align="right"><b>{NAMES}</b></p>', ""),
}
TAGS: dict[str, Callable[[str], str]] = {
    "none": lambda _links: "",
    "named list": lambda links: (
        f'<div class="article__tags"><span>Từ khóa:</span><ul><li>{links.replace("</a>", "</a></li><li>")}</li></ul></div>'
    ),
    "line": lambda links: f"<p>Từ khóa: {links}</p>",
    "commas": lambda links: f"<div>Tags: {links.replace('</a><a', '</a>, <a')}</div>",
}
