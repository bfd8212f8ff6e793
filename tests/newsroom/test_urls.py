"""One article, one key; and an address that is fit to be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.source import Source
from newsroom.urls import LONGEST, belongs, canonical_key, clean, is_article, is_web, origin, page_key

HATINH = Source(
    id="baohatinh",
    name="Báo Hà Tĩnh",
    home="https://baohatinh.vn/",
    aliases=("www.baohatinh.vn", "baohatinhcu.vn"),
    absorbed=("baosapnhap.vn",),
    article_url=r"^/(?:[^/]+-post(?P<id>\d+)\.(?:html|amp)|[^/]+/[^/]+/(?P<id_old>\d+)\.htm)$",
)
NGHEAN = Source(
    id="baonghean",
    name="Báo Nghệ An",
    home="https://baonghean.vn/",
    article_url=r"^/(?:print/|[^/]+-)(?P<id>(?:post)?\d+)\.html$",
)
MONTHLY = Source(
    id="baothainguyen",
    name="Báo Thái Nguyên",
    home="https://baothainguyen.vn/",
    article_url=r"^/(?:[^/]+/){1,2}(?P<id_month>\d{6})/[^/]+-(?P<id>[0-9a-f]{7})/?$",
)
PLAIN = Source(id="bao", name="Báo", home="https://www.bao.vn/")
LOOPBACK = Source(id="mau", name="Báo mẫu", home="http://127.0.0.1:8001/", aliases=("127.0.0.2", "127.0.0.1:8009"))

ONE_ARTICLE = {
    "http and https": (HATINH, "https://baohatinh.vn/a-post7.html", "http://baohatinh.vn/a-post7.html"),
    "www": (HATINH, "https://baohatinh.vn/a-post7.html", "https://www.baohatinh.vn/a-post7.html"),
    "case of host and scheme": (HATINH, "https://baohatinh.vn/a-post7.html", "HTTPS://BaoHaTinh.VN/a-post7.html"),
    "last dot of the host": (HATINH, "https://baohatinh.vn/a-post7.html", "https://baohatinh.vn./a-post7.html"),
    "default port": (HATINH, "https://baohatinh.vn/a-post7.html", "https://baohatinh.vn:443/a-post7.html"),
    "old domain": (HATINH, "https://baohatinh.vn/a-post7.html", "http://www.baohatinhcu.vn/a-post7.html"),
    "corrected slug": (
        HATINH,
        "https://baohatinh.vn/chuyen-doi-post7.html",
        "https://baohatinh.vn/chuyen-oi-post7.html",
    ),
    "AMP file on the mobile host": (HATINH, "https://baohatinh.vn/a-post7.html", "https://m.baohatinh.vn/a-post7.amp"),
    "AMP host": (NGHEAN, "https://baonghean.vn/a-279235.html", "https://amp.baonghean.vn/a-279235.html"),
    "AMP folder": (NGHEAN, "https://baonghean.vn/a-279235.html", "https://baonghean.vn/a-279235.html/amp/"),
    "AMP parameter": (NGHEAN, "https://baonghean.vn/a-279235.html", "https://baonghean.vn/a-279235.html?amp=1"),
    "print copy": (NGHEAN, "https://baonghean.vn/dai-hoi-10277105.html", "https://baonghean.vn/print/10277105.html"),
    "unknown parameter": (NGHEAN, "https://baonghean.vn/a-1000.html", "https://baonghean.vn/a-1000.html?page=2"),
    "last slash": (
        MONTHLY,
        "https://baothainguyen.vn/x/202605/a-f362256",
        "https://baothainguyen.vn/x/202605/a-f362256/",
    ),
    "other section": (
        MONTHLY,
        "https://baothainguyen.vn/the-thao/202605/a-f362256/",
        "https://baothainguyen.vn/xa-hoi/tin/202605/b-f362256/",
    ),
    "fragment": (PLAIN, "https://bao.vn/tin/a.html", "https://bao.vn/tin/a.html#binh-luan"),
    "trackers": (
        PLAIN,
        "https://bao.vn/tin/a.html",
        "https://bao.vn/tin/a.html?utm_source=zalo&utm_medium=x&fbclid=1&gidzl=2&zarsrc=3&gclid=4&ref=home",
    ),
    "session in the query": (PLAIN, "https://bao.vn/xem?so=7", "https://bao.vn/xem?so=7&PHPSESSID=abc"),
    "session in the path": (PLAIN, "https://bao.vn/xem", "https://bao.vn/xem;jsessionid=0A1B"),
    "order of parameters": (PLAIN, "https://bao.vn/xem?a=1&b=2", "https://bao.vn/xem?b=2&a=1"),
    "index page": (PLAIN, "https://bao.vn/so-ra-ngay-961528", "https://bao.vn/so-ra-ngay-961528/index.htm"),
    "doubled slashes": (PLAIN, "https://bao.vn/tin/a.html", "https://bao.vn//tin///a.html"),
    "dot segments": (PLAIN, "https://bao.vn/tin/a.html", "https://bao.vn/anh/../tin/./a.html"),
    "percent case": (PLAIN, "https://bao.vn/%C4%91.html", "https://bao.vn/%c4%91.html"),
    "letters or their code": (PLAIN, "https://bao.vn/số-1.html", "https://bao.vn/s%E1%BB%91-1.html"),
    "needless code": (PLAIN, "https://bao.vn/a-1.html", "https://bao.vn/a%2D1.html"),
    "AMP file without a number": (PLAIN, "https://bao.vn/a.html", "https://bao.vn/a.amp"),
    "alias at the home port": (LOOPBACK, "http://127.0.0.1:8001/a", "http://127.0.0.2:8001/a"),
    "alias at its own port": (LOOPBACK, "http://127.0.0.1:8001/a", "http://127.0.0.1:8009/a"),
}

TWO_ARTICLES = {
    "two numbers": (HATINH, "https://baohatinh.vn/a-post7.html", "https://baohatinh.vn/a-post8.html"),
    "one number in two generations": (HATINH, "https://baohatinh.vn/a-post7.html", "https://baohatinh.vn/x/a/7.htm"),
    "one number with and without post": (
        NGHEAN,
        "https://baonghean.vn/a-86687.html",
        "https://baonghean.vn/a-post86687.html",
    ),
    "one number at a merged paper": (HATINH, "https://baohatinh.vn/a-post7.html", "https://baosapnhap.vn/a-post7.html"),
    "one short hash in two months": (
        MONTHLY,
        "https://baothainguyen.vn/x/202605/a-1234567/",
        "https://baothainguyen.vn/x/202606/a-1234567/",
    ),
    "case of the path": (PLAIN, "https://bao.vn/tin-51YnYvXDR.html", "https://bao.vn/tin-51ynyvxdr.html"),
    "two parameters": (PLAIN, "https://bao.vn/viewer.aspx?mabb=1", "https://bao.vn/viewer.aspx?mabb=2"),
    "two newspapers on one address": (LOOPBACK, "http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
    "an escaped slash": (PLAIN, "https://bao.vn/a%2Fb", "https://bao.vn/a/b"),
    "an English edition": (PLAIN, "https://bao.vn/a", "https://en.bao.vn/a"),
}


@pytest.mark.parametrize(("source", "one", "other"), ONE_ARTICLE.values(), ids=ONE_ARTICLE)
def test_addresses_of_one_article_have_one_key(source, one, other):
    assert canonical_key(other, source) == canonical_key(one, source)


@pytest.mark.parametrize(("source", "one", "other"), TWO_ARTICLES.values(), ids=TWO_ARTICLES)
def test_addresses_of_two_articles_have_two_keys(source, one, other):
    assert canonical_key(other, source) != canonical_key(one, source)


def test_the_key_can_be_read():
    assert canonical_key("http://www.baohatinh.vn/a-post291960.html?fbclid=1", HATINH) == "baohatinh.vn#id=291960"
    assert canonical_key("https://baohatinh.vn/x/a/235275.htm", HATINH) == "baohatinh.vn#id_old=235275"
    assert canonical_key("https://bao.vn/xem?so=7", PLAIN) == "bao.vn/xem?so=7"
    assert canonical_key("http://127.0.0.2:8001/a.html", LOOPBACK) == "127.0.0.1:8001/a.html"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("HTTPS://BÁO.vn:443/Tin/../a%2db.html?b=2&utm_source=x&a=1#top", "https://xn--bo-mia.vn/a-b.html?b=2&a=1"),
        ("  https://www.bao.vn/a b.html ", "https://www.bao.vn/a%20b.html"),
        ("http://bao.vn", "http://bao.vn/"),
        ("http://bao.vn/đường.html?từ=số", "http://bao.vn/%C4%91%C6%B0%E1%BB%9Dng.html?t%E1%BB%AB=s%E1%BB%91"),
        ("http://bao.vn/xem?12345", "http://bao.vn/xem?12345"),
        ("http://bao.vn/xem?x=%c4%91&&fbclid=1", "http://bao.vn/xem?x=%C4%91"),
        ("http://[::0:1]:8080/a", "http://[::1]:8080/a"),
        ("không phải địa chỉ", "không phải địa chỉ"),
        (" javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_an_address_is_cleaned_for_people(url, shown):
    assert clean(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bao.vn/a",
        "//bao.vn/a",
        "/a.html",
        "http://",
        "http:///a",
        "ftp://bao.vn/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "http://bao.vn@xau.vn/",
        "http://ten:matkhau@bao.vn/",
        "http://bao.vn\\@xau.vn/",
        "http://bao.vn\\a",
        "http://ba o.vn/",
        "http://bao.vn/a\nb",
        "http://bao.vn/a\x00b",
        "http://bao.vn/\ud800",
        "http://bao.vn/\u2028",
        " http://bao.vn/",
        "http://[::1",
        "http://[zz]/",
        "http://bao.vn:99999/",
        "http://bao.vn:x/",
        "http://bao.vn:0/",
        "http://-bao.vn/",
        "http://bao..vn/",
        "http://" + "a" * 64 + ".vn/",
        "http://bao.vn/" + "a" * LONGEST,
        "http://bao.vn/" + "ố" * 300,
        "http://bao.vn/" + '"' * 700,
    ],
)
def test_what_is_no_web_address_is_refused_and_comes_back_as_it_is(url):
    assert not is_web(url)
    if url == url.strip():
        assert clean(url) == url
        assert canonical_key(url, PLAIN) == url
        assert origin(url) == ""


@pytest.mark.parametrize(
    "url", ["http://bao.vn", "https://bao.vn:8443/a?b#c", "http://127.0.0.1:8001/", "http://[::1]/", "http://báo.vn/số"]
)
def test_web_addresses_are_accepted(url):
    assert is_web(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Bao.VN:443/a?b", "https://bao.vn"),
        ("http://bao.vn:443/", "http://bao.vn:443"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8001"),
        ("http://[::1]:80/", "http://[::1]"),
        ("mailto:a@bao.vn", ""),
    ],
)
def test_the_origin_is_scheme_host_and_port(url, expected):
    assert origin(url) == expected


@pytest.mark.parametrize(
    ("url", "source", "own", "article"),
    [
        ("https://baohatinh.vn/a-post7.html?utm_source=x", HATINH, True, True),
        ("https://amp.baohatinh.vn/a-post7.amp", HATINH, True, True),
        ("https://baohatinh.vn/cong-nghe/", HATINH, True, False),
        ("https://baohatinh.vn/thang-loi-tag4990.html", HATINH, True, False),
        ("https://baosapnhap.vn/a-post7.html", HATINH, True, True),
        ("https://en.baohatinh.vn/a-post7.html", HATINH, False, False),
        ("https://xau.vn/a-post7.html", HATINH, False, False),
        ("https://baohatinh.vn.xau.vn/a-post7.html", HATINH, False, False),
        ("https://baohatinh.vn:8443/a-post7.html", HATINH, False, False),
        ("http://127.0.0.1:8002/a", LOOPBACK, False, False),
        ("https://bao.vn/bat-ky", PLAIN, True, True),
        ("rác", PLAIN, False, False),
    ],
)
def test_own_pages_and_articles_are_told_apart(url, source, own, article):
    assert belongs(url, source) is own
    assert is_article(url, source) is article


def test_a_newspaper_with_an_unusable_home_has_no_pages():
    assert not belongs("https://bao.vn/a", Source(id="x", name="x", home="bao.vn"))


ADDRESSES = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from("htps:/.@[]?#&=%25abđố;\\ \t\n0189-_~ampindexl"), max_size=80),
    st.builds(
        "https://{}/{}?{}#{}".format,
        st.sampled_from(["baohatinh.vn", "www.BaoHaTinh.vn:443", "m.baohatinh.vn", "xau.vn", "127.0.0.1:8001"]),
        st.text(alphabet=st.sampled_from("ab-%2fF./;đ1 ampindex.html"), max_size=40),
        st.text(alphabet=st.sampled_from("ab=&%41+utm_;đ"), max_size=30),
        st.text(max_size=5),
    ),
)


@given(ADDRESSES)
def test_cleaning_twice_is_cleaning_once(url):
    assert clean(clean(url)) == clean(url)


@given(ADDRESSES, st.sampled_from([HATINH, NGHEAN, MONTHLY, PLAIN, LOOPBACK]))
def test_a_key_is_its_own_key_and_cleaning_does_not_change_it(url, source):
    key = canonical_key(url, source)
    assert canonical_key(key, source) == key
    assert canonical_key(clean(url), source) == key


@given(ADDRESSES)
def test_a_clean_web_address_is_still_a_web_address(url):
    if is_web(url):
        assert clean(url).isascii()
        assert is_web(clean(url))
        assert origin(clean(url)) == origin(url)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://m.baohatinh.vn/a-post7.amp?utm_source=x", "baohatinh.vn#id=7"),
        ("http://www.baohatinhcu.vn/a-post7.html", "baohatinh.vn#id=7"),
        ("https://www.khac.vn/tin/a.html?fbclid=1#top", "khac.vn/tin/a.html"),
        ("https://amp.khac.vn/tin/a.html", "khac.vn/tin/a.html"),
        ("https://khac.vn/xem?so=7", "khac.vn/xem?so=7"),
        ("https://khac.vn/", ""),
        ("https://baohatinh.vn/?utm_source=x", ""),
        ("không phải địa chỉ", ""),
    ],
)
def test_any_newspaper_s_address_has_a_key_and_home_pages_none(url, key):
    assert page_key(url, (PLAIN, HATINH)) == key
