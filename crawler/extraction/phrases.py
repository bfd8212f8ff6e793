"""The set phrases around articles in Vietnamese newspapers: headings of boxes, lines of furniture, credits, refusals.

Seen on the pages of over thirty outlets. All are matched on `plain()`: small letters, one tone placement, marks kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsroom.vietnamese import exact_form

_OUTER = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"\s*\(\s*\d+\s*\)\s*$")

# Headings of boxes that lead to other articles or to the reader's part of the page.
_BOX_HEADINGS = re.compile(
    r"""
      (?:chủ|các\s+chủ)\s+đề | (?:đọc|xem)\s+(?:thêm|tiếp) | tin\s+(?:mới|nóng|nổi\s+bật|khác|xem\s+nhiều|đọc\s+nhiều)(?:\s+(?:nhất|cập\s+nhật|trong\s+ngày))?
    | mới\s+nhất | mới\s+cập\s+nhật | (?:các\s+)?(?:tin|bài|bài\s+viết|tin,?\s*bài|tin\s+tức|bài\s+báo|tin\s+bài)\s+(?:có\s+)?liên\s+quan | có\s+liên\s+quan
    | (?:các\s+)?(?:tin|bài|bài\s+viết|tin,?\s*bài|tin\s+tức)\s+(?:khác|mới\s+hơn|cũ\s+hơn|đã\s+đưa|tiếp\s+theo|cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại|mục|sự\s+kiện))
    | (?:những\s+)?(?:tin|bài)\s+(?:mới|cũ)\s+hơn | cùng\s+(?:chuyên\s+mục|chủ\s+đề|mục|tác\s+giả|sự\s+kiện)
    | (?:có\s+thể\s+)?bạn\s+(?:có\s+thể\s+)?(?:quan\s+tâm|chưa\s+biết|thích) | có\s+thể\s+bạn\s+(?:quan\s+tâm|thích|chưa\s+xem)
    | bài\s+(?:đọc\s+tiếp|đọc\s+nhiều|tiếp\s+theo|mới|trước|sau) | tiêu\s+điểm | (?:đọc|xem)\s+nhiều(?:\s+nhất)? | được\s+quan\s+tâm(?:\s+nhất)?
    | nổi\s+bật | dành\s+cho\s+bạn | gợi\s+ý\s+(?:cho\s+bạn|đọc) | từ\s+khóa(?:\s+liên\s+quan)? | tags? | thẻ | nhãn | dòng\s+sự\s+kiện | theo\s+dòng\s+sự\s+kiện
    | (?:gửi\s+|viết\s+|ý\s+kiến\s+)?bình\s+luận(?:\s+bạn\s+đọc|\s+của\s+bạn|\s+mới\s+nhất|\s+bài\s+viết)? | ý\s+kiến\s+(?:bạn\s+đọc|của\s+bạn|độc\s+giả) | phản\s+hồi
    | chia\s+sẻ(?:\s+(?:bài\s+viết|tin|lên|qua|facebook|zalo|twitter))* | link\s+chia\s+sẻ | mã\s+nhúng | rao\s+vặt | liên\s+kết\s+(?:website|web) | thăm\s+dò\s+ý\s+kiến
    | thời\s+tiết | quảng\s+cáo | emagazine | e-magazine | truyền\s+hình | podcast | multimedia | video(?:\s+(?:clip|mới|nổi\s+bật))? | infographics? | ảnh\s+đẹp | media
    | related\s+(?:topics|news|articles|posts) | comments? | latest(?:\s+news)? | most\s+(?:read|viewed|popular) | read\s+(?:more|also|next) | more\s+(?:news|stories)
    | you\s+(?:may|might)\s+also\s+like | other\s+(?:news|articles) | same\s+category | share(?:\s+this)? | see\s+also | recommended(?:\s+for\s+you)? | trending
    """,
    re.VERBOSE,
)
_TABS = re.compile(
    rf"(?:{_BOX_HEADINGS.pattern})(?:[\s|/•·-]+(?:{_BOX_HEADINGS.pattern}))*", re.VERBOSE
)  # "Mới nhất | Đọc nhiều"
# Of these, the ones that are also headings within articles; they end a text only where links follow.
_ALSO_IN_TEXTS = re.compile(
    r"chủ\s+đề|nổi\s+bật|tiêu\s+điểm|thời\s+tiết|truyền\s+hình|podcast|video|media|multimedia|quảng\s+cáo|được\s+quan\s+tâm|comments?|nhãn|thẻ|phản\s+hồi|bài\s+(?:mới|trước|sau)|infographics?"
)
# The readers' part under an article, and what stands in place of the rest of one that is sold. Longer than other headings.
_READERS = re.compile(
    r"""
      \d+\s+(?:ý\s+kiến|bình\s+luận|phản\s+hồi|nhận\s+xét|comments?|responses?|thoughts?)\s+(?:về|cho|của|on|to)\b.*
    | ý\s+kiến\s*\(\s*\d+\s*\)
    | (?:gửi|để\s+lại|viết)\s+(?:một\s+)?(?:ý\s+kiến|bình\s+luận|phản\s+hồi|câu\s+hỏi|nhận\s+xét)(?:\s+(?:của\s+bạn|cho\s+(?:chúng\s+tôi|tòa\s+soạn|ban\s+biên\s+tập)))?
    | (?:bình\s+luận|ý\s+kiến)\s+(?:của\s+)?(?:bạn\s+đọc|độc\s+giả)(?:\s+về\s+bài\s+(?:viết|báo))? | (?:bạn\s+đọc|độc\s+giả)\s+(?:bình\s+luận|góp\s+ý|phản\s+hồi)
    | leave\s+a\s+(?:reply|comment)
    """,
    re.VERBOSE,
)
_SOLD = re.compile(
    r"""
      bạn\s+đang\s+(?:đọc|xem)\s+(?:nội\s+dung|bài\s+viết|bản\s+xem\s+trước)\b.{0,40}\b(?:hội\s+viên|thành\s+viên|trả\s+phí|đăng\s+ký)\b.{0,60}
    | để\s+(?:đọc|xem)\s+tiếp\b.{0,30}\b(?:vui\s+lòng|hãy)\s+(?:đăng\s+(?:nhập|ký)|mua)\b.{0,80} | mua\s+(?:gói|báo)\b.{0,60}\bđể\s+(?:đọc|xem|mở\s+khóa)\b.{0,60}
    | bạn\s+(?:đã|còn|chỉ\s+còn)\b.{0,20}\b\d+\s+bài(?:\s+(?:viết|đọc))?\s+miễn\s+phí\b.{0,60} | đăng\s+(?:ký|kí)\s+ngay
    | (?:nội\s+dung|bài\s+viết)(?:\s+này)?\s+(?:chỉ\s+)?dành\s+(?:riêng\s+)?cho\s+(?:hội\s+viên|thành\s+viên|(?:bạn\s+đọc|người|độc\s+giả)\s+(?:đăng\s+ký|trả\s+phí))\b.{0,60}
    | (?:vui\s+lòng\s+|hãy\s+|mời\s+bạn\s+)?đăng\s+(?:nhập|ký|kí)\b.{0,120}\bđể\s+(?:đọc|xem)\s+(?:tiếp|toàn\s+bộ|trọn|đầy\s+đủ|bài|nội\s+dung)\b.{0,60}
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(r"liên\s+quan|xem\s+thêm|cùng\s+chủ\s+đề|sự\s+kiện|related|see\s+also")
_HEADED = re.compile(
    r"(?:chủ\s+đề|từ\s+khóa|tags?|(?:mời\s+(?:(?:quý\s+|các\s+)?(?:bạn|vị|bạn\s+đọc|độc\s+giả)\s+)?)?(?:xem|đọc)\s+thêm|tin\s+liên\s+quan|bài\s+liên\s+quan|mời\s+xem|xem\s+(?:lại\s+)?(?:bài|kỳ|phần)\s+\d+|chia\s+sẻ|theo\s+dõi)\b"
)

# Lines that are no part of any article, wherever they stand.
_FURNITURE = re.compile(
    r"""
      (?:hãy\s+|mời\s+(?:(?:quý\s+|các\s+)?(?:bạn|vị|bạn\s+đọc|độc\s+giả)\s+)?)?(?:theo\s+dõi|follow)\s+(?:chúng\s+tôi|báo|đài|kênh|fanpage|page|trang|thông\s+tin|tin\s+tức|[\w.\s]{2,40}\s+trên)\b.{0,110}
    | (?:\(\s*\*\s*\)\s*)?(?:không|nghiêm\s+cấm|cấm)\s+sao\s+chép\b.{0,160} | (?:©|\(c\)|bản\s+quyền|copyright)(?!\w).{0,140} | ghi\s+rõ\s+nguồn\b.{0,140}
    | (?:đường\s+dây\s+nóng|hotline|điện\s+thoại|đt|tel|fax|email|e-mail|tòa\s+soạn|trụ\s+sở|giấy\s+phép|tổng\s+biên\s+tập|địa\s+chỉ\s+tòa\s+soạn)\s*:.{0,140}
    | (?:cơ\s+quan|tiếng\s+nói)\s+(?:ngôn\s+luận\s+)?của\s+(?:đảng\s+bộ|đảng\s+ủy|tỉnh\s+ủy|thành\s+ủy)\b.{0,140} | error:\s*content\s+is\s+protected.{0,20}
    | (?:địa\s+chỉ|link|đường\s+dẫn|url)(?:\s+bài\s+viết|\s+gốc|\s+nguồn)?\s*:\s*https?:\/\/\S+ | https?:\/\/\S+
    | (?:giọng\s+(?:đọc\s+)?(?:nam|nữ)(?:\s+miền\s+(?:bắc|trung|nam))?|tốc\s+độ(?:\s+đọc)?|\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}|\d(?:[.,]\d+)?x|chọn\s+giọng|phóng\s+to|thu\s+nhỏ|chế\s+độ\s+(?:đọc|tối|sáng))(?:[\s|/•-]+(?:giọng\s+)?(?:nam|nữ|\d(?:[.,]\d+)?x|[\d:]+))*
    | quét\s+(?:mã|qr)\b.{0,30}\b(?:tải|theo\s+dõi|cài|ủng\s+hộ|mời\s+(?:phóng\s+viên|tác\s+giả|tòa\s+soạn))\b.{0,80}
    | mời\s+(?:(?:quý\s+|các\s+)?(?:bạn|vị|bạn\s+đọc|độc\s+giả|khán\s+giả|thính\s+giả)\s+)?(?:đón\s+)?(?:xem|đọc|theo\s+dõi|tham\s+khảo)\b.{0,120}\b(?:tại|trên|ở)\s+(?:chuyên\s+(?:mục|trang)|báo|trang|website|kênh)\b.{0,80}
    | (?:mời\s+)?(?:(?:quý\s+|các\s+)?(?:bạn\s+đọc|độc\s+giả)\s+)?ủng\s+hộ\s+(?:tòa\s+soạn|báo|chúng\s+tôi)(?:\s+\S+){0,4} | \(\s*còn\s+(?:nữa|tiếp)[.…\s]*\)
    | trang\s*:?\s*\d+(?:[\s|,]+(?:\d+|(?:trang\s+)?(?:tiếp(?:\s+theo)?|sau|cuối)|[">…]+))+ | (?:xem\s+)?trang\s+(?:tiếp\s+theo|sau|trước)(?:\s+[">]+)? | powered\s+by\b.{0,60} | cỡ\s+chữ\b.{0,40} | mặc\s+định | (?:nghe|đọc)\s+(?:bài(?:\s+viết|\s+báo)?|nội\s+dung|audio|tin)\s*(?:này)?(?:\s*\d.{0,20})? | đọc\s+báo\s+in | tải\s+ứng\s+dụng\b.{0,60}
    | in\s+(?:bài(?:\s+viết)?|trang|tin) | gửi\s+(?:email|cho\s+bạn\s+bè|bài\s+viết)(?:\s+bài\s+viết)? | lưu\s+bài(?:\s+viết)? | (?:sao\s+chép|copy)\s+(?:link|liên\s+kết) | (?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy\s+cập)\s*:?\s*[\d.,]*
    | [\d.,]+\s+(?:lượt\s+(?:xem|đọc)|bình\s+luận|views?) | cách\s+đây\s+\d+\s+\w+ | \d+\s+(?:phút|giờ|ngày|tuần|tháng)\s+trước | lưu\s+ý:\s*.{0,60}(?:bình\s+luận|ý\s+kiến|tiếng\s+việt).{0,140}
    | (?:(?:facebook|zalo|twitter|linkedin|e?mail|print|google\+?|youtube|telegram|pinterest|messenger|tiktok|viber|in|x|sao\s+chép(?:\s+liên\s+kết)?|copy(?:\s+link)?|in\s+bài(?:\s+viết)?|chia\s+sẻ(?:\s+bài\s+viết)?:?)(?:[\s|,/•·-]+|$))+
    | (?:thích|like|share|tweet|trả\s+lời|đăng\s+nhập|đăng\s+ký|gửi|hủy|trang\s+chủ|trở\s+lại|quay\s+lại|về\s+trang\s+chủ|lên\s+đầu\s+trang|xem\s+tất\s+cả|xem\s+(?:tin\s+)?theo\s+ngày|xem\s+thêm|advertisement|quảng\s+cáo|source|nguồn|ảnh|video|top|a|[aA][+-])(?:\s*[-+|(]?\s*\d*\)?)?
    | đánh\s+giá(?:\s+bài\s+viết)?\s*:\s*[\d.,/]+.{0,40}
    | (?:mọi\s+)?(?:ý\s+kiến|phản\s+hồi|bài\s+vở|tin,?\s*bài)\b[^.]{0,60}\b(?:gửi|liên\s+hệ)\s+(?:về|tới|đến|qua|theo)\b.{0,60}(?:@|tòa\s+soạn).{0,80}
    | bạn\s+(?:thấy|đánh\s+giá)\s+(?:bài\s+viết|bài\s+báo|tin|nội\s+dung)(?:\s+này)?\b.{0,80}
    | (?:đăng\s+ký|đăng\s+kí)\s+(?:nhận|để\s+nhận|theo\s+dõi)\s+(?:bản\s+tin|tin|thông\s+tin|thông\s+báo|newsletter|kênh)\b[^.]{0,80} | (?:nhập|điền)\s+(?:địa\s+chỉ\s+)?(?:email|e-mail|thư\s+điện\s+tử)\b.{0,40}
    | tổng\s+số\s+điểm\s+của\s+bài\s+viết\s+là\b.{0,60} | (?:click|bấm|nhấn)\s+(?:vào\s+sao\s+)?để\s+(?:đánh\s+giá|bình\s+chọn)\b.{0,30} | [\d.,]+(?:/\d+)?\s*\(\s*\d+\s+(?:lượt\s+)?(?:đánh\s+giá|bình\s+chọn)\s*\)
    | (?:bài\s+viết|bài\s+báo|nội\s+dung)(?:\s+này)?\s+có\s+(?:hữu\s+ích|bổ\s+ích)\b.{0,60} | bạn\s+(?:cảm\s+thấy|nghĩ\s+gì\s+về)\s+(?:bài\s+viết|bài\s+báo)\b.{0,60}
    | chia\s+sẻ\s+bài\s+(?:viết|báo)\s+này\b:? | (?:về|lên)\s+đầu\s+trang | trở\s+(?:về|lại)\s+(?:trang\s+chủ|đầu\s+trang) | bản\s+in | gửi\s+bạn\s+bè | mục\s+lục(?:\s+bài\s+viết)?
    | nghe\s+đọc\s+bài(?:\s+(?:viết|báo))? | (?:nam|nữ)\s+miền\s+(?:bắc|trung|nam)
    | \(?\s*(?:mời\s+)?(?:(?:quý\s+|các\s+)?(?:bạn|bạn\s+đọc|độc\s+giả)\s+)?đón\s+(?:đọc|xem)\s+(?:bài|kỳ|phần|số|tiếp)\b.{0,140}
    | (?:\(\s*\*\s*\)\s*)?bài\s+viết\s+(?:thể\s+hiện|là)\s+(?:quan\s+điểm|góc\s+nhìn|ý\s+kiến)(?:\s+(?:cá\s+nhân|riêng))?\s+của\s+tác\s+giả\b.{0,100}
    | (?:bạn\s+đang\s+đọc|bạn\s+đang\s+xem)\b.{0,120} | ca\s+khúc:.{0,80} | nhập\s+chú\s+thích(?:\s+ảnh)? | chú\s+thích\s+ảnh
    """,
    re.VERBOSE,
)
_IMPRINT = re.compile(
    r"(?:hotline|đường dây nóng|điện thoại|e-?mail|tòa soạn)\s*:|giấy phép|cơ quan (?:ngôn luận )?của đảng|tổng biên tập|©|bản quyền"
)
_ARROW = re.compile(r"^\s*(?:>{1,3}|»|→|►|▶|☞|⇒|=>|->|-->|\*\s*>>)\s*\S")


def plain(text: str) -> str:
    """The form that phrases are compared in."""
    return exact_form(text)


@lru_cache(maxsize=4096)
def is_box_heading(text: str) -> bool:
    """Whether a line is, as a whole, the heading of a box that is no part of the article."""
    if len(text) > 200:
        return False
    form = plain(text).strip(" .!:*|-–•")
    return bool((len(text) <= 60 and _TABS.fullmatch(_bare(text))) or _READERS.fullmatch(form) or _SOLD.fullmatch(form))


def counts_letters(text: str) -> bool:
    """Whether a heading counts readers' letters ("3 bình luận"); a line under the title may do so, too."""
    return bool(_COUNTED.fullmatch(plain(text)))


_COUNTED = re.compile(r"\d+\s+(?:ý\s+kiến|bình\s+luận|phản\s+hồi|nhận\s+xét|comments?)")


def is_doubtful_heading(text: str) -> bool:
    """Whether such a heading may also stand within an article."""
    return bool(_ALSO_IN_TEXTS.fullmatch(_bare(text)))


def interrupts(text: str) -> bool:
    """Whether a box of this heading usually stands within texts rather than after them."""
    return bool(_WITHIN.search(plain(text)))


def is_headed_list(text: str, linked: float) -> bool:
    """Whether a line is a heading and its links in one ("Chủ đề Chuyển đổi số", "Từ khóa: a, b, c")."""
    match = _HEADED.match(plain(text[:40]))
    return match is not None and (linked >= 0.3 or (text[match.end() :].lstrip().startswith(":") and len(text) <= 200))


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether a line is a control, notice or imprint of the page rather than text."""
    if len(text) > 220:
        return False
    form = plain(text)
    parts = [part.strip(" .!:*|-–•") for part in (form.split(" | ") if " | " in form else [form])]
    return all(_FURNITURE.fullmatch(part) or _SOLD.fullmatch(part) for part in parts)


def without_pointers(text: str) -> str:
    """A paragraph without the hints at other articles that stand in brackets in it ("(Xem thêm: …)")."""
    return _IN_BRACKETS.sub("", text) if "(" in text or "[" in text else text


_IN_BRACKETS = re.compile(
    r"\s*[(\[]\s*(?i:(?:mời\s+)?(?:(?:quý\s+|các\s+)?(?:bạn|bạn\s+đọc|độc\s+giả)\s+)?(?:(?:xem|đọc)\s+thêm)|mời\s+(?:xem|đọc))\s*:[^()\[\]]{5,200}[)\]]"
)


def is_imprint(text: str) -> bool:
    """Whether a line that begins with the newspaper's name goes on with what stands at the foot of its pages."""
    return bool(_IMPRINT.search(plain(text)))


def is_pointer(text: str) -> bool:
    """Whether a line points to another article (">> …")."""
    return bool(_ARROW.match(text)) and len(text) <= 250


def _bare(text: str) -> str:
    return _OUTER.sub("", _COUNT.sub("", plain(text)))
