"""Who a new paper is: name, id, province."""

from __future__ import annotations

import pytest

from crawler.probing.masthead import identifier_of, province_of, read_name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<meta property='og:site_name' content=' Báo  Hà Tĩnh '><title>Tin</title>", "Báo Hà Tĩnh"),
        ("<meta name='application-name' content='Huế ngày nay'>", "Huế ngày nay"),
        ("<title>Tin tức trong ngày | Báo Cà Mau online</title>", "Báo Cà Mau online"),
        ("<title>Báo Nghệ An điện tử - Tin mới nhất</title>", "Báo Nghệ An điện tử"),
        ("<title>Hànộimới: tin nhanh</title>", "Hànộimới"),
        ("<title></title>", ""),
    ],
)
def test_the_name_is_read_from_the_home_page(head, name):
    body = f"<html><head><meta charset='utf-8'>{head}</head><body>x</body></html>".encode()
    assert read_name(body, "text/html") == name


@pytest.mark.parametrize(
    ("home", "identifier"),
    [
        ("https://baohatinh.vn/", "baohatinh"),
        ("https://www.baocantho.com.vn/", "baocantho"),
        ("https://baoninhbinh.org.vn/", "baoninhbinh"),
        ("https://m.sggp.org.vn/", "sggp"),
        ("https://en.baothainguyen.vn/", "en-baothainguyen"),
        ("http://127.0.0.1:8001/", "127-0-0-1-8001"),
        ("http://localhost/", "localhost"),
        ("https://com.vn/", "com"),
    ],
)
def test_the_id_is_the_domain_without_its_ending(home, identifier):
    assert identifier_of(home) == identifier


@pytest.mark.parametrize(
    ("name", "home", "province"),
    [
        ("Báo Hà Tĩnh", "https://x.vn/", "ha-tinh"),
        ("Báo Thanh Hoá", "https://x.vn/", "thanh-hoa"),
        ("BÁO QUẢNG BÌNH ĐIỆN TỬ", "https://x.vn/", "quang-tri"),
        ("Trang chủ", "https://baocantho.com.vn/", "can-tho"),
        ("Trang chủ", "https://hanoimoi.vn/", "ha-noi"),
        ("Tin Hà Tĩnh và Nghệ An", "https://x.vn/", ""),
        ("Báo Mới", "https://baomoi.com/", ""),
    ],
)
def test_the_province_is_the_one_that_is_named(name, home, province):
    assert province_of(name, home) == province
