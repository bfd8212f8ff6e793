"""The nine newspapers, one CMS family each (facts: the families A to H of Vietnam's provincial press)."""

from __future__ import annotations

from tests.newspapers.families.a_neko import SongLam
from tests.newspapers.families.b_onecms import NuiHong
from tests.newspapers.families.c_cate import BenNinhKieu
from tests.newspapers.families.d_hex import SongCau
from tests.newspapers.families.e_mediatech import VinhBaiTu
from tests.newspapers.families.f_aspnet import SongMa
from tests.newspapers.families.g_bbg import SongThuong
from tests.newspapers.families.h_soup import MuongThanh
from tests.newspapers.families.i_merged import SongThu
from tests.newspapers.outlet import Outlet

NEWSPAPERS: tuple[Outlet, ...] = (
    SongLam(),
    NuiHong(),
    BenNinhKieu(),
    SongCau(),
    VinhBaiTu(),
    SongMa(),
    SongThuong(),
    MuongThanh(),
    SongThu(),
)
