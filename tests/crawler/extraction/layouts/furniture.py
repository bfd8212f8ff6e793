"""What stands around and between the parts of an article on a page: invented, in the forms that newspapers use."""

from __future__ import annotations

from tests.crawler.extraction.layouts.texts import OTHERS, TEASERS


def link(at: int, name: str = "") -> str:
    """A link to another article of the newspaper."""
    return f'<a href="/bai-khac-{at + 900}.html"{name}>{OTHERS[at]}</a>'


def _list(first: int, count: int) -> str:
    return "".join(f"<li>{link(at)}</li>" for at in range(first, first + count))


def _cards(first: int, count: int, tag: str = "h3") -> str:
    return "".join(
        f'<div class="item"><a href="/bai-khac-{at + 900}.html"><img src="/t/{at}.jpg"></a><{tag}>{link(at)}</{tag}><p>{TEASERS[at]}</p></div>'
        for at in range(first, first + count)
    )


MENU = '<a href="/">Trang chủ</a><a href="/thoi-su">Thời sự</a><a href="/kinh-te">Kinh tế</a><a href="/chuyen-doi-so">Chuyển đổi số</a><a href="/xa-hoi">Xã hội</a>'

HEADERS = {
    "div soup": f'<div class="top"><span>Thứ Sáu, 20/11/2026 10:15</span></div><div>{MENU}</div>',
    "header and nav": f'<header class="site-header"><div class="clock">Thứ Sáu, 20/11/2026, 10:15 (GMT+7)</div><nav><ul><li>{MENU.replace("</a>", "</a></li><li>")}</li></ul></nav></header>',
    "today": f'<div id="header"><a href="/"><img src="/logo.png"></a><div>Hôm nay: 20/11/2026</div><div class="menu">{MENU}</div></div>',
    "table": f"<table width='100%'><tr><td><img src='/banner.jpg'></td><td>Thứ sáu, ngày 20 tháng 11 năm 2026</td></tr><tr><td colspan=2>{MENU}</td></tr></table>",
    "no clock": f'<div class="c-header">{MENU}</div>',
    "late news": f'<div class="hd">{MENU}</div><div class="ticker"><span>20/11/2026</span><ul>{_list(3, 3)}</ul></div>',
}

# Between two paragraphs.
INSIDE = {
    "related list": f'<div class="related-news"><p>Tin liên quan</p><ul>{_list(0, 2)}</ul></div>',
    "nameless list": f"<div><p><b>Tin liên quan:</b></p><ul>{_list(0, 2)}</ul></div>",
    "see more": f"<p>Xem thêm: {link(1)}</p>",
    "bold see more": f"<p><strong>&gt;&gt;&gt; Xem thêm: {link(1)}</strong></p>",
    "arrow": f"<p>&gt;&gt; {link(2)}</p>",
    "OneCMS box": f'<div class="cms-relate"><a class="cms-relate-img" href="/bai-khac-900.html"><img src="/t/1.jpg"></a><h3>{link(0)}</h3><p>{TEASERS[0]}</p></div>',
    "preview box": f'<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/bai-khac-901.html"><img src="/t/1.jpg"></a>{link(1)}<p>{TEASERS[1]}</p></div>',
    "ad": '<div class="ads-box" id="zone-12"><script>var a = "<p>x</p>";</script><p>Quảng cáo</p></div>',
    "ad label": '<div style="text-align:center">Advertisement</div><ins class="adsbygoogle"></ins>',
    "script": "<script>document.write('<p>không phải bài</p>');</script>",
    "side table": f'<table class="tinlienquan" align="right"><tr><td><b>Bài liên quan</b></td></tr><tr><td>{link(4)}</td></tr><tr><td>{link(5)}</td></tr></table>',
    "article in article": f'<article class="article-relate"><h4>{link(3)}</h4><div class="desc">{TEASERS[3]}</div></article>',
    "aside": f"<aside><h4>Đọc thêm</h4><ul>{_list(2, 2)}</ul></aside>",
    "list of links": f"<ul>{_list(2, 2)}</ul>",
    "dotted links": f"<p>• {link(4)}</p><p>• {link(5)}</p>",
    "newsletter": '<div class="newsletter-inline"><p>Đăng ký nhận bản tin mỗi sáng</p><form><input type="email"><button>Gửi</button></form></div>',
    "lone link": f"<p>{link(0)}</p>",
    "italic link": f"<p><em>{link(3)}</em></p>",
    "invitation": f"<p>Mời bạn đọc xem thêm: {link(2)}</p>",
    "read also, inline": f"<div><strong>Đọc thêm:</strong> {link(5)}</div>",
    "box with a date": f'<div class="inner-article"><a href="/bai-khac-902.html"><img src="/t/2.jpg"></a><span>12/11/2026</span>{link(2)}</div>',
    "hidden text": "<div style='display:none'>Đoạn này chỉ dành cho máy tìm kiếm, người đọc không thấy và báo cũng không in.</div>",
    "table of contents": '<div id="toc"><p>Nội dung bài viết</p><ol><li><a href="#a">Phần một</a></li><li><a href="#b">Phần hai</a></li></ol></div>',
    "post of a network": "<blockquote class='instagram-media'><a href='https://instagram.example/p/1'>Xem bài viết này trên mạng xã hội</a></blockquote>",
    "film of another": f'<div class="box-video-related"><p>Xem video</p>{link(1)}</div>',
    "lists of two": f"<p><b>Tin liên quan</b></p><p>- {link(0)}</p><p>- {link(4)}</p>",
    "noscript": "<noscript><img src='/pixel.gif?x'></noscript>",
    "style": "<style>.x p { color: red }</style>",
}

# Above the first paragraph, in the body or before it.
ABOVE = {
    "audio": '<div class="audio-player"><span>Nghe đọc bài</span> <span>00:00 / 03:12</span></div>',
    "audio without names": "<div><span>Nghe nội dung bài viết</span></div><div>Giọng nữ miền Bắc</div>",
    "share": '<div class="social"><a href="https://facebook.example/share">Facebook</a><a href="https://zalo.example">Zalo</a><a href="#">Copy link</a></div>',
    "font size": "<div>Cỡ chữ <a href='javascript:;'>A-</a> <a href='javascript:;'>A+</a> <a href='/print/1.html'>In bài viết</a></div>",
    "follow": '<div><a href="https://news.example/bao-muong-khe">Theo dõi Báo Mường Khe trên Google News</a></div>',
    "views": "<div><i class='icon-eye'></i> 1.204 lượt xem</div>",
    "comment count": "<div><a href='#cmt'>0 bình luận</a></div>",
    "print": "<div><a href='/print/4711.html'>Bản in</a> <a href='mailto:?x'>Gửi email</a></div>",
    "linked titles": f"<ul class='rel'>{_list(0, 2)}</ul>",
}

# After the body.
BELOW = {
    "share": '<div class="share-bar"><a href="#">Chia sẻ</a> <a href="#">Facebook</a> <a href="#">Zalo</a></div>',
    "vote": "<div>Bạn đánh giá bài viết này thế nào? <span>★</span><span>★</span></div><div>Đánh giá: 4.5/5 (12 phiếu)</div>",
    "comments": '<div><h3>Bình luận (2)</h3><div><b>Trần An</b><p>Bài viết hay quá, mong tòa soạn có thêm nhiều bài như thế này để chúng tôi học theo.</p></div></div><form><textarea></textarea></form>',
    "comment box": '<div class="comment-box"><div>Ý kiến bạn đọc</div><p>Vui lòng nhập tiếng Việt có dấu, không quá 1.000 chữ.</p></div>',
    "related": f'<div class="box-related"><h2>Tin liên quan</h2>{_cards(0, 3)}</div>',
    "read more": f"<div><div>Đọc thêm</div>{_cards(1, 4)}</div>",
    "newest": f"<div><h3>Tin mới</h3><ul>{_list(0, 6)}</ul></div>",
    "same section": f'<section><h2>Cùng chuyên mục</h2>{_cards(2, 3, "h4")}</section>',
    "older news": '<div><p><b>Các tin khác</b></p><ul>' + "".join(f"<li>{link(at)} <em>(1{at}/11/2026)</em></li>" for at in range(4)) + "</ul></div>",
    "newsletter": "<div><p>Đăng ký nhận tin qua thư điện tử</p><p>Nhập email của bạn</p></div>",
    "copyright": "<p>(*) Không sao chép dưới mọi hình thức khi chưa có sự đồng ý của Báo Mường Khe.</p>",
    "follow": "<p><em>Mời bạn đọc theo dõi Báo Mường Khe trên Zalo để cập nhật tin tức mới nhất.</em></p>",
    "topics": '<div>Chủ đề</div><div><a href="/su-kien-12.html">Chuyển đổi số ở cơ sở</a></div>',
    "emagazine": f"<div><a href='/emagazine'>Emagazine</a></div>{_cards(3, 2)}<div><a href='/tv'>Truyền hình</a></div>",
    "controls": "<p><a href='javascript:window.print()'>In trang</a> | <a href='#top'>Lên đầu trang</a></p>",
    "neighbours": f"<div class='nav-links'><div>« Bài trước {link(0)}</div><div>Bài sau » {link(1)}</div></div>",
    "you may like": f"<div><div>Có thể bạn quan tâm</div>{_cards(0, 4, 'div')}</div>",
    "tabs": f"<div><span>Mới nhất</span><span>Đọc nhiều</span></div><ul>{_list(1, 5)}</ul>",
    "app": "<div><img src='/qr.png' width='120'><div>Quét mã để tải ứng dụng Báo Mường Khe</div></div>",
    "more comments": "<div class='fb'><h4>Ý kiến bạn đọc (3)</h4><ul><li><b>Lê Hoa</b> <span>15/11/2026 08:20</span><p>Tôi ở xã bên, cũng mong được làm như vậy, cảm ơn tòa soạn đã thông tin rất kịp thời.</p><ul><li><b>Minh</b><p>Đồng ý với bác.</p></li></ul></li></ul></div>",
    "by date": "<div>Xem theo ngày <select><option>1</option></select> <input type='submit' value='Xem'></div>",
    "hotline": "<div>Đường dây nóng: 0900 111 222</div>",
}  # fmt: skip

SIDES = {
    "none": "",
    "most read": f'<div class="right-col"><div class="title">Đọc nhiều</div><ol>{_list(0, 5)}</ol></div>',
    "cards": f'<div class="sidebar"><h3>Tiêu điểm</h3>{_cards(0, 5)}</div>',
    "cards without names": f"<div><div>Tin nổi bật</div>{_cards(1, 5, 'div')}</div>",
    "price board": "<div><h3>Giá vàng hôm nay</h3><table><tr><td>Loại</td><td>Mua</td><td>Bán</td></tr><tr><td>Nhẫn tròn</td><td>14.500</td><td>14.800</td></tr></table></div>",
    "notice": "<div><div>Thông báo</div><p>Tòa soạn nghỉ lễ từ ngày 30/4 đến hết ngày 3/5, mọi tin bài xin gửi về hộp thư trực của ban thư ký.</p></div>",
}

FOOTERS = {
    "imprint": "<div class='footer'><p>Báo Mường Khe - Cơ quan của Đảng bộ tỉnh</p><p>Tổng Biên tập: Trần Văn Mẫu. Giấy phép số 11/GP-BTTTT ngày 02/02/2020</p><p>Điện thoại: 0200 123 456</p></div>",
    "plain": "<div>© 2026 Báo Mường Khe. Ghi rõ nguồn khi phát hành lại thông tin từ website này.</div>",
    "table": "<table><tr><td>BÁO MƯỜNG KHE ĐIỆN TỬ</td></tr><tr><td>Tòa soạn: số 1 đường Mẫu, phường Thử. Email: toasoan@baomuongkhe.example</td></tr></table>",
    "footer": f"<footer><ul><li>{MENU.replace('</a>', '</a></li><li>')}</li></ul><p>Bản quyền thuộc về Báo Mường Khe</p></footer>",
}
