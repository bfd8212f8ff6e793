from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.article import Extracted, Found
from newsroom.relevance import judge
from newsroom.topic import bundled_topic
from newsroom.vietnamese import nfc

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TOPIC = bundled_topic("chuyen-doi-so")
SEED = Path(__file__).parents[3] / "shared" / "seed" / "expected.json"


def page(title="", text="", lead="", **changes):
    url = changes.pop("url", "https://bao.vn/xa-hoi/bai-1.html")
    return replace(
        Extracted(
            found=Found(url, "bao:1", "bao", "https://bao.vn/rss"),
            url=url,
            key="bao:1",
            source="bao",
            title=title,
            lead=lead,
            paragraphs=tuple(part for part in text.split("\n") if part.strip()),
            fetched_at=NOW,
        ),
        **changes,
    )


def verdict(*texts, **changes):
    return judge(page(*texts, **changes), TOPIC)


def texts_of(extracted):
    captions = "\n".join(extracted.captions)
    return {"title": extracted.title, "lead": extracted.lead, "body": extracted.text, "caption": captions}


def shown(extracted, evidence):
    text = nfc(texts_of(extracted)[evidence.field])
    return text[evidence.offset : evidence.offset + evidence.length]


# -------------------------------------------------------------------------------------------------------- the seed


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside this checkout")
def test_the_seed_article_is_relevant_with_its_facets():
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    extracted = page(seed["title"], "\n".join(seed["paragraphs"]), seed["lead"], captions=tuple(seed["captions"]))
    said = judge(extracted, TOPIC)
    assert said.relevant is seed["relevant"]
    assert set(seed["facets_at_least"]) <= set(said.facets)
    for evidence in said.evidence:
        assert shown(extracted, evidence)


# -------------------------------------------------------------------------------------------------- what words mean

LONG = "\n".join(f"Đây là câu thứ {n} của một bài dài về chuyện mùa màng ở quê." for n in range(20))


@pytest.mark.parametrize(
    ("phrase", "guard"),
    [
        ("chuyển đổi số điện thoại 11 số", "số ở đây là con số"),
        ("chuyển đổi số tiền lẻ", "số ở đây là con số"),
        ("chuyển đổi số liệu kế toán", "số ở đây là con số"),
        ("chuyển đổi số nhà, số phố", "số ở đây là con số"),
        ("chuyển đổi số nhà 25", "số ở đây là con số"),
        ("nền kinh tế số 1 thế giới", "số thứ hạng, thứ tự"),
        ("khu dân cư số 7 có mô hình mới", "số thứ hạng, thứ tự"),
        ("chi hội số 5 và cửa hàng số 2", "số thứ hạng, thứ tự"),
        ("chuyển đổi số áo của ba cầu thủ", "số ở đây là con số"),
        ("chuyển đổi số ca trực trong tuần", "số ở đây là con số"),
        ("chuyển đổi số đất lúa kém hiệu quả", "số ở đây là con số"),
        ("CĐS trao quà, công đoàn cơ sở dự, dữ liệu đã có", "CĐS là Công đoàn số, công đoàn cơ sở"),
        ("bà con ký số lượng lúa giao", "số ký"),
        ("số hóa truyền hình mặt đất", "số hóa truyền hình"),
        ("chủ tịch IOC gặp vận động viên", "IOC là Ủy ban Olympic"),
        ("Nghị quyết 57/NQ-HĐND về phí chợ, không phải của Bộ Chính trị", "nghị quyết 57 khác"),
        ("Đề án 06 về luân chuyển cán bộ", "thiếu ngữ cảnh"),
        ("ĐẤY, AI LÀ NGƯỜI GIỮ RỪNG", "chữ in hoa"),
    ],
)
def test_a_hit_that_means_something_else_is_ruled_out_and_kept_as_evidence(phrase, guard):
    said = verdict(phrase)
    assert not said.relevant
    assert guard in {evidence.ruled_out_by for evidence in said.evidence}
    assert all(evidence.weight == 0 for evidence in said.evidence if evidence.ruled_out_by)


@pytest.mark.parametrize(
    "title",
    [
        "Chuyển đổi số nhà trường", "Chuyển đổi số nhà nước", "Chuyển đổi số hộ gia đình", "Chuyển đổi số Đoàn xã", "Chuyển đổi số, tiền đề phát triển",
        "Chuyển đổi số dưới ngân sách eo hẹp", "Chuyển đổi số tiên tiến", "Chuyển đổi số 2025: nhìn lại", "CHUYỂN ĐỔI SỐ Ở XÃ", "Chuyển đổi số đo được bằng kết quả",
        "Chuyển đổi số", "“Chuyển đổi” số", "chuyển đối số ở xã", "Bình dân học vụ “số”", "Xây dựng kĩ năng số",
    ],
)  # fmt: skip
def test_a_core_term_in_the_title_is_enough(title):
    assert verdict(title).relevant


@pytest.mark.parametrize(
    "title", ["Chuyển đổi sổ hộ khẩu", "Chuyển đổi sở", "chuyen doi so", "Chuyển đổi. Số phận", "Ai chuyển, đổi số?"]
)
def test_other_accents_and_punctuation_are_other_words(title):
    assert verdict(title).evidence == ()


def test_the_same_text_composed_and_decomposed_old_and_new_tones_is_judged_the_same():
    title, text = "Số hóa hồ sơ ở thị xã Hoà Bình", "Việc số hóa sức khỏe nhân dân."
    decomposed = verdict(unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", text))
    assert decomposed == verdict(title, text)
    assert verdict(title.replace("hóa", "hoá"), text).score == verdict(title, text).score


# ------------------------------------------------------------------------------------------------- weight by place


def test_a_passing_mention_in_a_long_article_is_not_relevant():
    said = verdict("Chuyện mùa màng", LONG + "\nXã cũng quan tâm chuyển đổi số, kinh tế số, xã hội số.")
    assert not said.relevant
    assert "thoáng qua" in said.reason
    assert not said.borderline


def test_title_counts_more_than_lead_and_lead_more_than_body():
    word = "Xã bàn chuyện chuyển đổi số."
    in_title, in_lead, in_body = (
        verdict(word, LONG),
        verdict("Chuyện quê", LONG, word),
        verdict("Chuyện quê", LONG + "\n" + word),
    )
    assert in_title.score > in_lead.score > in_body.score > 0


def test_a_list_in_one_sentence_is_one_mention():
    listed = verdict("Họp", LONG + "\nChuyển đổi số, chính quyền số, kinh tế số, xã hội số, hạ tầng số.")
    spread = verdict(
        "Họp", LONG + "\nBàn chuyển đổi số. Bàn chính quyền số. Bàn kinh tế số. Bàn xã hội số. Bàn hạ tầng số."
    )
    assert spread.score > 2 * listed.score


def test_an_item_of_a_list_counts_half():
    first, listed = "Xã lo chuyển đổi số", "Xã lo hạ tầng giao thông, chuyển đổi số, thu ngân sách"
    in_list, alone = (verdict("Họp", f"{LONG}\n{line}.").score for line in (listed, first))
    assert in_list == pytest.approx(alone * TOPIC.weighing.listed, abs=0.01)


def test_a_lead_that_the_body_does_not_follow_up_counts_less():
    lead = "Xã ra quân với tinh thần chuyển đổi số."
    followed = verdict("Ra quân", "Xã số hóa hồ sơ.\nDân dùng VNeID.\nChợ có mã QR.", lead)
    alone = verdict("Ra quân", LONG, lead)
    weights = {
        said: max(piece.weight for piece in said.evidence if piece.field == "lead") for said in (followed, alone)
    }
    assert weights[alone] == pytest.approx(weights[followed] * 2 / 3, abs=0.01)
    assert not alone.relevant


def test_length_alone_makes_nothing_relevant():
    report = "\n".join([LONG, "Xã số hóa hồ sơ.", "Dân dùng VNeID.", "Chợ có mã QR."] * 8)
    assert not verdict("Báo cáo năm", report).relevant


def test_saying_a_word_fifty_times_is_not_fifty_times_as_relevant():
    said = verdict("Tin", "\n".join(["Chuyển đổi số là chuyện hôm nay của xã."] * 50))
    assert said.score < 20
    assert len([evidence for evidence in said.evidence if evidence.field == "body"]) <= 4


@pytest.mark.parametrize(
    ("changes", "relevant"),
    [
        ({"captions": ("Lãnh đạo xã nói về chuyển đổi số, kinh tế số", "Chuyển đổi số ở bản")}, False),
        ({"tags": ("Chuyển đổi số",)}, False),
        ({"section": "Chuyển đổi số"}, False),
        ({"url": "https://bao.vn/chuyen-doi-so/mua-mang-1.html"}, False),
        ({"authors": ("Viettel", "Chuyển đổi số")}, False),
    ],
    ids=["captions", "tags", "section", "address", "authors"],
)
def test_nothing_but_title_lead_and_body_makes_an_article_relevant(changes, relevant):
    assert verdict("Chuyện mùa màng", LONG, **changes).relevant is relevant


def test_tag_and_section_are_a_small_hint_where_the_text_has_the_words():
    text = LONG + "\nXã bàn chuyển đổi số."
    plain, tagged = verdict("Họp", text), verdict("Họp", text, tags=("Chuyển đổi số",), section="Kinh tế số")
    assert tagged.score == pytest.approx(plain.score + TOPIC.weighing.prior)


def test_weak_terms_never_decide():
    text = "\n".join(
        ["Trung tâm Phục vụ hành chính công xã giải quyết thủ tục hành chính.", "Viettel và VNPT cùng dự."] * 10
    )
    said = verdict("Trung tâm Phục vụ hành chính công xã: cải cách hành chính", text)
    assert not said.relevant
    assert "từ yếu" in said.reason


def test_a_word_of_the_trade_in_the_sentence_of_a_strong_term_adds_a_share_and_elsewhere_all():
    same = verdict("Vụ sầu riêng", "Vườn được mùa. Nhà vườn chuyển đổi số, dùng phần mềm.")
    apart = verdict("Vụ sầu riêng", "Vườn được mùa nhờ phần mềm. Nhà vườn chuyển đổi số.")
    assert same.score < apart.score


TELEPHONE = "Mận chín. Trời nắng.\nChị Pà đăng ảnh lên Facebook, tối có đơn hàng."


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        (f"{TELEPHONE} Cả bản bán mận trên mạng xã hội.", True),
        (f"{TELEPHONE} Cả bản trồng mận.", False),
        ("Mận chín. Trời nắng.\nChị Pà đăng ảnh lên Facebook. Cả bản xem mạng xã hội.", False),
    ],
    ids=["two sentences of selling", "one sentence", "nothing sold"],
)
def test_tools_beside_goods_are_a_story_when_two_sentences_tell_it(text, relevant):
    assert verdict("Mùa mận ở bản", text).relevant is relevant


def test_one_mention_counts_by_what_the_other_sentences_are_about():
    mention = "Xã nộp hồ sơ trực tuyến."
    trade = "\n".join(["Bà con quét mã, tra cứu trên điện thoại thông minh.", "Phần mềm báo kết quả về máy tính."] * 3)
    farming = "\n".join(["Bà con gặt lúa từ sáng sớm đến tối.", "Thương lái chở thóc về kho ở thị trấn."] * 3)
    assert verdict("Chuyện ở xã", f"{trade}\n{mention}").relevant
    assert not verdict("Chuyện ở xã", f"{farming}\n{mention}").relevant


def test_words_of_the_trade_alone_decide_nothing_and_are_no_facet():
    said = verdict("Máy tính mới", "\n".join(["Cài phần mềm, vào ứng dụng, nối mạng, tra cứu dữ liệu."] * 10))
    assert not said.relevant
    assert said.facets == ()
    assert "từ yếu" in said.reason


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Thời sự\nChuyển đổi số\nKinh tế số", False),
        ("Trang chủ | Chính trị | Chuyển đổi số | Thể thao", False),
        ("Trang chủ › Công nghệ › Chuyển đổi số › Tin mới", False),
        ("Chuyển đổi số ở xã", True),
        ("Xã họp bàn.\nChuyển đổi số ở thôn.\nBà con vui.", True),
    ],
    ids=["entries below each other", "bars", "bread crumbs", "a heading", "short sentences"],
)
def test_a_menu_in_the_body_counts_for_nothing(line, counts):
    said = verdict("Chuyện mùa màng", LONG + "\n" + line)
    assert any(not evidence.ruled_out_by for evidence in said.evidence) is counts


def test_an_unreadable_body_is_left_out():
    noise = "chuyển đổi số " * 50
    assert not verdict("Chuyện mùa màng", noise, flags=("body-unreadable",)).relevant
    assert verdict("Chuyển đổi số ở xã", noise, flags=("body-unreadable",)).relevant


# -------------------------------------------------------------------------------------------------------- contexts


DIGITAL = "Xã bàn chuyển đổi số. Kinh tế số lớn lên. Dân dùng VNeID."
CONTEXTS = {
    "điểm tin": ("Tin nhanh: kinh tế số ở xã", DIGITAL),
    "điểm tin theo giờ": ("Gia Lai 48h: kinh tế số ở xã", DIGITAL),
    "giới thiệu số báo": ("Báo số ra thứ Bảy", f"Mời bạn đọc đón xem trong số báo này. {DIGITAL}"),
    "bản tin tổng hợp": ("Bản tin sáng 5/6", DIGITAL),
    "đổi số điện thoại": ("Đổi thuê bao 11 số về 10 số", "Người dân cập nhật VNeID, thanh toán trực tuyến."),
    "số hóa truyền hình": (
        "Tắt sóng analog",
        "Đầu thu truyền hình DVB-T2 bán chạy. Số hóa truyền hình xong. Số hóa là tất yếu.",
    ),
    "cảnh báo lừa đảo": ("Giả danh công an lừa cài VNeID", "VNeID giả. Định danh điện tử giả."),
    "cảnh báo lừa đảo trong bài": (
        "Ba người gọi nhau vì VNeID",
        "Kẻ gian tự xưng cán bộ. Nạn nhân cài VNeID. Chúng chiếm quyền điện thoại, lấy OTP.",
    ),
    "hàng giả": (
        "Buôn lậu trên sàn thương mại điện tử",
        "Quản lý thị trường phạt sáu hộ. Hàng bị giữ. Chủ hàng khai báo.",
    ),
    "vụ án": ("Khởi tố nhóm lập sàn thương mại điện tử", "Sàn giao dịch điện tử này lừa 200 người."),
    "bắt giữ, kết án": ("Truy nã chủ sàn thương mại điện tử", "Sàn giao dịch điện tử này lừa 200 người."),
    "từ thiện": ("Tổ công nghệ số cộng đồng tặng quà Tết", "Đoàn trao 60 phần quà. Bà Lài được sửa nhà. Ai cũng vui."),
    "thiên tai": ("Ba bản bị cô lập sau bão số 5", "Trạm BTS mất điện. Mất sóng di động cả xã. Đường còn ngập."),
    "vụ án trong bài": (
        "Sàn thương mại điện tử sập",
        "Công an khởi tố vụ án. Bốn bị can khai nhận. Tang vật có nhiều.",
    ),
    "bầu cử": ("Ngày bầu cử ở bản", "Dân mở VNeID tìm tên. Sóng di động tốt. Bản đông vui."),
    "hướng dẫn tra cứu bầu cử trên VNeID": (
        "Tra cứu thông tin trên VNeID",
        "Ngày bầu cử đã gần. Danh sách cử tri có trên VNeID. Ứng cử viên gặp dân.",
    ),
    "đại hội, kỳ họp": ("Đại hội Đảng bộ xã A", "Xã bàn chuyển đổi số. Đại hội bầu ban chấp hành. Rồi nghỉ."),
    "tin phong trào": ("Ra quân Mùa hè xanh", "Xã bàn chuyển đổi số. Bạn trẻ trồng cây. Rồi nghỉ."),
    "tin công nghệ thế giới": (
        "Nvidia bán chip AI",
        "Trí tuệ nhân tạo tăng nhanh. Trung tâm dữ liệu mọc lên. AI tốn điện.",
    ),
    "giới thiệu máy mới": (
        "Máy tính bảng giá rẻ có AI",
        "Màn hình 11 inch, RAM 8 GB. Camera sau thêm AI. Viên pin lớn, sạc nhanh. Giá bán sáu triệu.",
    ),
    "chuyển đổi khác": ("Chuyển đổi cây trồng ở xã", "Xã bàn chuyển đổi số. Dân trồng mía. Mía tốt."),
}


def test_every_context_of_the_topic_has_a_case():
    assert {context.name for context in TOPIC.contexts} == set(CONTEXTS)


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_context_lowers_the_score_and_is_the_reason(name):
    title, text = CONTEXTS[name]
    context = next(context for context in TOPIC.contexts if context.name == name)
    without = replace(TOPIC, contexts=tuple(other for other in TOPIC.contexts if other is not context))
    said, otherwise = judge(page(title, text), TOPIC), judge(page(title, text), without)
    assert not said.relevant
    assert said.score < otherwise.score
    assert context.reason in said.reason


def test_news_of_warnings_before_a_disaster_is_no_news_of_a_disaster():
    assert verdict(
        "Cảnh báo lũ quét bằng camera AI", "Xã gắn cảm biến, camera AI ở suối. Dữ liệu về điện thoại."
    ).relevant


def test_a_foreign_name_in_the_title_does_not_make_a_story_from_here_foreign():
    text = "Máy quét mã QR mọc khắp nơi. Xe khai báo trên nền tảng số. Tin về một trung tâm dữ liệu."
    abroad = verdict("Xe qua Trung Quốc nhanh hơn", text)
    here = verdict("Xe qua Trung Quốc nhanh hơn", f"{text} Biên phòng mở thanh chắn.")
    assert (abroad.relevant, here.relevant) == (False, True)


def test_a_core_term_in_the_title_lifts_a_fraud_context():
    assert verdict("Chuyển đổi số để chống lừa đảo", "Xã dạy kỹ năng số.").relevant


# -------------------------------------------------------------------------------------------------- what is told


def test_evidence_points_into_the_original_text():
    extracted = page(
        "Hà Tĩnh: Kỹ năng số, số hoá",
        "Ðầu tư hạ tầng số.\nDùng VNelD và IoT.",
        unicodedata.normalize("NFD", "Thúc đẩy chính quyền số."),
        captions=("Ảnh: VNPT", "Lớp kỹ năng số"),
    )
    found = {
        (evidence.field, evidence.term): shown(extracted, evidence) for evidence in judge(extracted, TOPIC).evidence
    }
    assert found["title", "kỹ năng số"] == "Kỹ năng số"
    assert found["title", "số hóa"] == "số hoá"
    assert found["lead", "chính quyền số"] == "chính quyền số"
    assert found["body", "hạ tầng số"] == "hạ tầng số"
    assert found["body", "VNeID"] == "VNelD"
    assert found["body", "IoT"] == "IoT"
    assert found["caption", "kỹ năng số"] == "kỹ năng số"


def test_facets_come_strongest_first():
    said = verdict(
        "Kinh tế số và chính quyền số ở xã", "Kinh tế số là chợ. Thương mại điện tử là chợ. Kinh tế số vẫn là chợ."
    )
    assert said.facets[:2] == ("kinh tế số", "chính quyền số")


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("Chuyển đổi số ở xã",), "Liên quan: tiêu đề nói về “chuyển đổi số”"),
        (("Họp xã", "Xã bàn kinh tế số.", "Kinh tế số và chuyển đổi số. Chuyển đổi số là việc lớn."), "Liên quan: sapo nói về"),
        (("Mưa lớn", "Mưa to gió lớn."), "không có từ nào của chủ đề"),
        (("Rain", "The rain fell on the hills for three long days and nights, and the river rose to the second step of the old house."), "không phải tiếng Việt"),
        (("", ""), "không có từ nào của chủ đề"),
    ],
)  # fmt: skip
def test_the_reason_is_one_vietnamese_sentence(texts, says):
    said = verdict(*texts)
    assert says in said.reason
    assert said.reason.endswith(".")
    assert "\n" not in said.reason


def test_english_text_is_judged_by_its_own_terms():
    assert verdict("Digital transformation in mountain communes").relevant
    assert verdict("Smart city centre opens", "The smart city centre links e-government services.").relevant
    assert not verdict(
        "New bridge opens",
        "The bridge is long. People walk. Officials spoke of digital transformation." + " It rained." * 20,
    ).relevant


# -------------------------------------------------------------------------------------------------------- any text

PIECES = [
    "chuyển đổi số",
    "AI",
    "IOC",
    "VNelD",
    "CĐS",
    "4.0",
    "Đề án 06",
    " ",
    ".",
    "\n",
    "“",
    "số",
    "1",
    "\u0301",
    "\u200b",
    "\x00",
    "\ud800",
    "🎉",
    "\u202e",
    "İ",
]
any_text = st.one_of(
    st.text(st.characters(), max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
)


@settings(max_examples=150)
@given(any_text, any_text, any_text, st.lists(any_text, max_size=3))
def test_any_text_gets_a_verdict_with_evidence_in_range(title, lead, text, captions):
    extracted = page(title, text, lead, captions=tuple(captions), tags=(title,), section=lead)
    said = judge(extracted, TOPIC)
    assert said.reason
    for evidence in said.evidence:
        assert shown(extracted, evidence)
        assert 0 <= evidence.offset <= len(nfc(texts_of(extracted)[evidence.field])) - evidence.length


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    ["chuyển đổi số ", "IOC vận động viên ", "a\u0301\u0323" * 20, "AI. ", "số hóa\n\n", "“ "],
    ids=["core", "guarded", "marks", "capitals", "paragraphs", "quotes"],
)
def test_a_megabyte_is_judged_in_seconds(unit):
    text = unit * (1_000_000 // len(unit))
    assert verdict(text[:1000], text).reason


@pytest.mark.timeout(60)
def test_a_megabyte_of_title_is_judged_in_seconds():
    assert verdict("Chuyển đổi số ở xã " * 55_000).relevant
