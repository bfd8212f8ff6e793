"""What stands around an article on every page: menus, style sheets, scripts, comments, advertisements, link lists.

None of it belongs to an article, and much of it speaks of digital transformation all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tests.newspapers.typography import esc, number, slug

COMMUNES = (
    "An Bình", "Bình Sơn", "Cẩm Lĩnh", "Cao Thượng", "Chiềng Lao", "Đại Đồng", "Đông Hải", "Đồng Tâm", "Giao An", "Hà Long",
    "Hải Thượng", "Hòa Lạc", "Hợp Tiến", "Hưng Nguyên Bắc", "Khánh Thiện", "Kim Song", "La Hiên", "Lam Sơn Hạ", "Liên Sơn",
    "Mỹ Thạnh", "Nam Cường", "Nghĩa Lâm", "Ninh Kiều Đông", "Phú Cát", "Phúc Lương", "Quang Minh", "Quảng Chính", "Sơn Tiến",
    "Tam Hợp", "Tân Kỳ Hạ", "Thanh Sa", "Thạch Bình", "Thượng Nung", "Tiên Lục", "Trà Giang", "Trường Yên", "Tú Thịnh",
    "Vạn Ninh", "Văn Lăng", "Vĩnh Thuận", "Xuân Hòa", "Yên Trạch",
)  # fmt: skip

_CLASSES = (
    "header", "topbar", "logo", "nav", "submenu", "banner", "slider", "card", "thumb", "desc", "meta", "share", "sidebar",
    "rank", "video", "podcast", "gallery", "paging", "form", "button", "footer", "popup", "weather", "poll", "ads", "grid",
)  # fmt: skip
_RULES = (
    "display:flex;align-items:center;justify-content:space-between;flex-wrap:wrap",
    "margin:0 0 16px;padding:12px 16px;border-bottom:1px solid #e5e5e5",
    "font:400 15px/1.5 Roboto,Arial,sans-serif;color:#222;letter-spacing:.1px",
    "position:relative;overflow:hidden;border-radius:4px;background:#f7f7f7",
    "width:100%;max-width:1160px;margin-left:auto;margin-right:auto",
    "transition:opacity .2s ease-in-out,transform .2s ease-in-out;will-change:transform",
)

_READERS = ("Nguyễn Văn Tám", "Hoàng Oanh", "Bạn đọc ẩn danh", "Trần Đình Lộc", "Lê Thị Ngà")
_REMARKS = (
    "Bài viết hay, mong tòa soạn có thêm nhiều bài về cơ sở.",
    "Xã tôi nộp hồ sơ trực tuyến vẫn phải in giấy mang lên, chuyển đổi số như thế thì dân chưa được nhờ.",
    "Cảm ơn quý báo. Đề nghị ngành điện thông báo lịch cắt điện sớm hơn.",
    "Nhà tôi ở thôn trên, mạng yếu, tải ứng dụng VNeID mãi không xong.",
    "Đường liên xã đoạn qua trường học xuống cấp quá, mong sớm sửa chữa.",
)
_CLASSIFIEDS = (
    "Cần bán đất thổ cư mặt đường liên xã, sổ riêng, giá thương lượng",
    "Tuyển công nhân may, bao ăn trưa, xe đưa đón",
    "Nhận lắp camera AI, hóa đơn điện tử, chữ ký số giá rẻ cho hộ kinh doanh",
    "Mất giấy đăng ký xe máy, ai nhặt được xin cho chuộc lại",
)


def stylesheet(prefix: str, rules: int) -> str:
    """A <style> of about 130 bytes a rule."""
    lines = (
        f".{prefix}-{_CLASSES[i % len(_CLASSES)]}{'' if i < len(_CLASSES) else f'--v{i // len(_CLASSES)}'}"
        f"{{{_RULES[i % len(_RULES)]};order:{i}}}"
        for i in range(rules)
    )
    return "<style>" + "\n".join(lines) + "</style>"


def script(prefix: str, slots: int) -> str:
    """An inline <script> with an advertising set-up, about 150 bytes a slot."""
    config = [
        {"slot": f"{prefix}_{_CLASSES[i % len(_CLASSES)]}_{i}", "sizes": [[300, 250], [336, 280]], "lazy": i % 3 > 0,
         "target": f"#{prefix}-zone-{number(f'{prefix}{i}', 6)}", "refresh": 30 + i}
        for i in range(slots)
    ]  # fmt: skip
    return (
        f"<script>window.{prefix}Ads={json.dumps(config)};"
        "(function(w,d){function tick(){var e=d.getElementById('clock');if(e){e.setAttribute('data-t',Date.now())}}"
        "w.setInterval(tick,1000);d.addEventListener('scroll',function(){w._y=w.pageYOffset},{passive:true})})(window,document);"
        "</script>"
    )


def menu(sections: Iterable[str], item: str = '<li><a href="/{slug}/">{name}</a></li>') -> str:
    return "".join(item.format(slug=slug(name), name=esc(name)) for name in sections)


def commune_menu(item: str = '<li><a href="/dia-phuong/{slug}/">Xã {name}</a></li>') -> str:
    """Every commune of the province by name, as some newspapers put it into each page."""
    return "".join(item.format(slug=slug(name), name=esc(name)) for name in COMMUNES)


def comments(prefix: str, seed: str, count: int = 3) -> str:
    start = int(number(seed, 4))
    rows = "".join(
        f'<div class="{prefix}-comment"><b>{_READERS[(start + i) % len(_READERS)]}</b> '
        f"<p>{_REMARKS[(start + i) % len(_REMARKS)]}</p><span>Thích ({(start + 7 * i) % 23})</span> <a>Trả lời</a></div>"
        for i in range(count)
    )
    return f'<div class="{prefix}-comments">{rows}</div>'


def classifieds(item: str = '<li><a href="/rao-vat/{n}">{text}</a></li>') -> str:
    return "".join(item.format(n=n, text=esc(text)) for n, text in enumerate(_CLASSIFIEDS, start=1))


def share_bar(
    prefix: str, words: Sequence[str] = ("Facebook", "Zalo", "Twitter", "Sao chép liên kết", "In bài")
) -> str:
    return (
        f'<div class="{prefix}-share">'
        + "".join(f'<a href="javascript:;" title="{w}">{w}</a> ' for w in words)
        + "</div>"
    )


def icons(prefix: str, count: int = 12) -> str:
    """An inline SVG sprite."""
    paths = "".join(
        f'<symbol id="{prefix}-i{i}" viewBox="0 0 24 24"><path d="M{i} 4.5h{16 - i % 7}a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H{i}'
        f'a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zm1.5 3v9l7.{i}-4.5z"/></symbol>'
        for i in range(count)
    )
    return f'<svg style="display:none" aria-hidden="true">{paths}</svg>'
