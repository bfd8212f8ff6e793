"""Family C: `/slug-a<id>.html` with the slug cut at 100 characters, feeds `/rss/cate/<section>/`, listings `?p=N`."""

from __future__ import annotations

from datetime import date, datetime, time

from tests.newspapers import furniture
from tests.newspapers.feeds import entries, rss
from tests.newspapers.layout import Block
from tests.newspapers.listings import listing
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, number, rfc822, slug


class BenNinhKieu(Outlet):
    """Feeds that lie: one puts local time under "GMT", one dates everything today. The true date stands in the byline only,
    and the header prints today's in the same form. The mega-menu names Chuyển đổi số and a headline about it on every page."""

    id = "benninhkieu"
    name = "Báo Bến Ninh Kiều"
    province = "can-tho"
    prefix = "bnk"
    dateline = "(BNK) - "
    sections = (
        "Thời sự",
        "Chính trị",
        "Chuyển đổi số",
        "Kinh tế số",
        "Công nghệ",
        "Kinh tế",
        "Xã hội",
        "Nông nghiệp",
        "Văn hóa",
        "Pháp luật",
    )

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title, longest=100)}-a{number(manuscript.name, 6)}.html"

    def lists(self, issue: Issue) -> dict[str, Route]:
        half = len(issue.listed) // 2
        morning = datetime.combine(issue.today, time(6, 30))
        return {
            "/rss/cate/thoi-su/": lambda: rss(
                self.name, issue, entries(issue, issue.listed[:half], self._local_as_gmt)
            ),
            "/rss/cate/tin-trong-ngay/": lambda: rss(
                self.name, issue, entries(issue, issue.listed[half:], lambda _: rfc822(morning))
            ),
            "/chuyen-doi-so/": lambda: listing(self, issue, "Chuyển đổi số", issue.topical),
        }

    def _local_as_gmt(self, moment: datetime) -> str:
        return rfc822(moment, "GMT")

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{esc(title)}</title>
{head}
{furniture.stylesheet("bnk", 100)}{furniture.script("bnk", 30)}
</head><body><div id="wrapper"><div id="header"><div class="date">{WEEKDAYS[today.weekday()].capitalize()}, {today:%d/%m/%Y} - 19:52</div>
<h2 class="logo"><a href="/">{self.name}</a></h2>
<ul class="main-menu">{furniture.menu(self.sections)}</ul>
<div class="mega-menu"><b>Chuyển đổi số</b><a href="/chuyen-doi-so/">Đưa Nghị quyết 57-NQ/TW về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia vào cuộc sống</a>
<a href="/chuyen-doi-so/?p=2">Tổ công nghệ số cộng đồng đến từng ngõ, gõ từng nhà</a><b>Nông nghiệp</b><a href="/nong-nghiep/">Chuyển đổi 31ha rừng làm đường</a></div></div>
<div id="main">{main}</div>
<div class="ads-box"><h4>RAO VẶT</h4><ul>{furniture.classifieds()}</ul></div>
<div id="footer">{self.name}. Giấy phép hoạt động báo điện tử số 00/GP-TTĐT. Điện thoại: 0292 000 000. Ghi rõ nguồn khi phát hành lại thông tin từ website này.</div></div></body></html>
"""

    def article(self, page: Page) -> str:
        article = page.article
        main = f"""<div id="newscontents"><div class="breadcrumb"><a href="/">Trang chủ</a> <a href="/{slug(article.section)}/">{esc(article.section)}</a></div>
<h1 class="title">{esc(article.title)}</h1><div class="post-date">{page.printed.published_at:%d/%m/%Y - %H:%M}</div>
<div class="content-fck">
{self._lead(article)}{self.body(page)}
<p style="text-align: right;"><strong>{esc(article.author)}</strong></p>{self._credit(article)}
</div>
<div class="share-title">Chia sẻ bài viết</div>{furniture.share_bar("bnk")}
<div class="keywords"><span>Từ khóa</span> {self._tags(article)}</div>
<div class="comment-box"><h4>BÌNH LUẬN</h4><p>LƯU Ý: Bình luận của bạn sẽ được kiểm duyệt trước khi đăng tải.</p><label>Ý kiến của bạn</label>{furniture.comments("bnk", article.id)}</div></div>
<div class="right"><h4>Đọc thêm</h4>{self._links(page, 0, 4)}<h4>Tiêu điểm</h4>{self._links(page, 4, 7)}<h4>Đọc nhiều</h4>{self._links(page, 7, 11)}</div>"""
        return self.document(article.title, self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article = page.article
        return f"""<meta name="description" content="{esc(article.lead or self.name)}" /><meta name="keywords" content="{esc(", ".join(article.tags))}" />
<meta property="og:title" content="{esc(article.title)}" /><meta property="og:description" content="{esc(article.lead or self.name)}" />
<meta property="og:url" content="{page.url}" /><link rel="canonical" href="{page.url}" />"""

    def _lead(self, article: Manuscript) -> str:
        """The lead is the body's first paragraph, its dateline split over three nodes."""
        return f"<p><strong>(<em>BNK</em>) - {esc(article.lead)}</strong></p>\n" if article.lead else ""

    def _tags(self, article: Manuscript) -> str:
        return ", ".join(f'<a href="/tag/{slug(tag)}/">{esc(tag)}</a>' for tag in article.tags)

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<div class="item"><a href="{p.path}">{esc(p.manuscript.title)}</a><span>{p.published_at:%d/%m/%Y}</span></div>'
            for p in page.others[start:stop]
        )

    def _credit(self, article: Manuscript) -> str:
        return f'<p style="text-align: right;"><em>{esc(article.credit)}</em></p>' if article.credit else ""

    def picture(self, block: Block, page: Page) -> str:
        """The caption is a centred, italic paragraph under a centred picture."""
        stray = "<p>.</p>" if block.number == 2 else ""
        return (
            f'<p style="text-align: center;">{self.image(block, page)}</p>{stray}\n'
            f'<p style="text-align: center;"><em>{esc(block.text)}</em></p>'
        )

    def paragraph(self, text: str, page: Page) -> str:
        return f'<p style="text-align: justify;">{self.inline(text, page)}<o:p></o:p></p>'
