"""Invented texts for manuscripts: no person, place or event in them exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One story with more than a page may need of it."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    points: tuple[str, ...]
    quote: str
    rows: tuple[str, ...]
    film: str
    tags: tuple[str, ...]


TOPICS = (
    Topic(
        "Chợ phiên Nà Phặc nhận tiền qua mã vuông",
        "Sau nửa năm thí điểm, hơn ba phần tư số sạp ở chợ phiên Nà Phặc đã đặt mã thanh toán, kể cả gánh rau của các cụ ngoài bảy mươi.",
        (
            "Mờ sáng chủ nhật, sương còn phủ kín con dốc xuống chợ, bà Nông Thị Én đã dựng xong sạp bánh gai. Trên nắp thúng là tấm bìa ép nhựa in mã vuông của hợp tác xã.",
            "“Hồi đầu tôi sợ mất tiền, cứ bắt khách đợi con gái kiểm tra điện thoại”, bà Én cười.",
            "Ban quản lý chợ cho biết, tính đến hết tháng 2/2026, có 187 trong 241 sạp nhận chuyển khoản; bình quân mỗi phiên có hơn 900 lượt giao dịch.",
            "Chuyện không phải lúc nào cũng suôn sẻ.",
            "Theo anh Hoàng Văn Khìn, tổ trưởng tổ công nghệ số, hai tháng đầu sóng điện thoại ở dãy hàng vải rất yếu, nhiều người quét xong phải chạy ra cổng mới thấy tin báo.",
            "Tháng 12, nhà mạng lắp thêm một trạm thu phát nhỏ trên nóc nhà văn hóa. Từ đó, tiền về trong vài giây.",
            "Ngày 14/3 tới, xã sẽ tổng kết đợt thí điểm và bàn việc miễn phí chuyển khoản cho hộ nghèo:",
            "Bà Én đã nhẩm tính xong phần mình. “Mỗi phiên đỡ được một chuyến xe ôm đi đổi tiền lẻ, tôi mua thêm được hai cân nếp”, bà nói rồi quay sang chỉ cho người hàng xóm cách xem số dư.",
        ),
        ("Từ thúng bánh gai", "Sóng yếu ở dãy hàng vải", "Phần việc còn lại"),
        (
            "Bà Nông Thị Én bên sạp bánh gai có mã thanh toán",
            "Tổ công nghệ số hướng dẫn tiểu thương dãy hàng vải cài ứng dụng.",
            "Một góc chợ phiên Nà Phặc sáng chủ nhật",
        ),
        ("187 sạp đã có mã thanh toán;", "31 sạp đang chờ mở tài khoản;", "23 sạp chưa đăng ký."),
        "Tiền lẻ là nỗi khổ của người bán rau, bây giờ thì hết khổ rồi.",
        ("Dãy hàng | Số sạp | Đã có mã", "Hàng ăn | 64 | 60", "Hàng vải | 92 | 61", "Hàng rau | 85 | 66"),
        "Video: Một phiên chợ không tiền mặt ở Nà Phặc",
        ("chợ phiên", "thanh toán không tiền mặt", "Nà Phặc"),
    ),
    Topic(
        "Trạm y tế xã Đại Lãm đọc phim phổi từ xa",
        "Từ đầu năm, phim chụp ở trạm được gửi lên bệnh viện tỉnh và có kết quả sau chưa đầy một giờ, người bệnh không phải vượt 40 km đường đèo.",
        (
            "Ông Trịnh Bá Lộc, 68 tuổi, ho kéo dài ba tuần mới chịu ra trạm. Bác sĩ Phan Thị Hoài cho ông chụp phim rồi bảo ngồi uống nước chè đợi.",
            "Năm mươi phút sau, kết quả hiện trên màn hình: viêm phổi thùy dưới bên phải, điều trị tại trạm được.",
            "Trước đây, người bệnh như ông Lộc phải đi bệnh viện tỉnh. Đường đèo 40 km, mùa mưa sạt lở có khi tắc nửa ngày, nhiều cụ ngại nên để bệnh nặng mới đi.",
            "Máy chụp của trạm không mới. Cái mới là bộ chuyển ảnh trị giá 86 triệu đồng do quỹ khuyến học của đồng hương góp mua và đường truyền riêng do bệnh viện tỉnh chi trả.",
            "“Chúng tôi trực đọc phim cả thứ Bảy, Chủ nhật”, bác sĩ Vi Văn Đạo, Trưởng khoa Chẩn đoán hình ảnh, nói. “Khó nhất là thuyết phục anh em tin vào phim chụp ở tuyến xã.”",
            "Ba tháng qua, trạm chuyển 412 phim, trong đó 37 ca phải lên tuyến trên ngay.",
            "Sở Y tế dự kiến mở rộng cách làm này ra 11 trạm vùng cao trong năm nay, ưu tiên những nơi cách bệnh viện hơn 30 km.",
        ),
        ("Năm mươi phút chờ", "Đường đèo 40 km", "Nhìn sang năm tới"),
        (
            "Bác sĩ Phan Thị Hoài gửi phim chụp lên bệnh viện tỉnh",
            "Ông Trịnh Bá Lộc nghe kết quả tại trạm.",
        ),
        (
            "Giai đoạn một: bốn trạm dọc đường đèo",
            "Giai đoạn hai: bảy trạm vùng lòng hồ",
            "Giai đoạn ba: các trạm còn lại",
        ),
        "Người già quê tôi quý nhất là không phải đi xa.",
        ("Tháng | Số phim | Chuyển tuyến", "Tháng Một | 121 | 12", "Tháng Hai | 134 | 9", "Tháng Ba | 157 | 16"),
        "Clip: Một giờ ở phòng chụp phim của trạm",
        ("y tế cơ sở", "Đại Lãm"),
    ),
    Topic(
        "“Làm đường dây số hóa phải kiên nhẫn như cấy lúa”",
        "Bà Tạ Thị Thu Nga, Chủ tịch UBND phường Vĩnh Trại, kể về hai năm đưa hồ sơ đất đai lên mạng và những lần phải làm lại từ đầu.",
        (
            "PV: Thưa bà, phường bắt đầu từ đâu?",
            "Bà Tạ Thị Thu Nga: Từ cái kho. Hồ sơ đất từ năm 1994 xếp cao hơn đầu người, có tập mối ăn gần hết. Chúng tôi mất bốn tháng chỉ để phân loại.",
            "PV: Có lúc nào bà muốn dừng lại không?",
            "Bà Tạ Thị Thu Nga: Có chứ. Đợt nhập liệu đầu tiên sai gần một phần ba vì thuê sinh viên không đọc được chữ viết tay cũ. Cả phường làm lại từ đầu, cán bộ về hưu xin vào giúp.",
            "PV: Người dân được gì?",
            "Bà Tạ Thị Thu Nga: Được thời gian. Xin trích lục trước mất bảy ngày, nay trong buổi sáng. Ai ở xa thì nhận bản điện tử có chữ ký số.",
            "PV: Bà nhắn gì tới các phường đang chuẩn bị làm?",
            "Bà Tạ Thị Thu Nga: Đừng vội mua máy. Hãy tìm người hiểu hồ sơ trước đã.",
        ),
        ("Bốn tháng phân loại", "Được thời gian"),
        ("Bà Tạ Thị Thu Nga tại kho hồ sơ của phường", "Cán bộ về hưu giúp đọc hồ sơ viết tay"),
        ("Kiểm kê kho;", "Quét và nhập liệu;", "Đối chiếu với thực địa."),
        "Hồ sơ không biết nói dối, chỉ có người đọc sai.",
        ("Năm | Hồ sơ đã quét", "2024 | 11.200", "2025 | 38.450"),
        "Video: Trong kho hồ sơ của phường Vĩnh Trại",
        ("hồ sơ đất đai", "số hóa", "Vĩnh Trại"),
    ),
    Topic(
        "Bắt nhóm giả danh điện lực lừa cài ứng dụng",
        "Bốn nghi phạm gọi điện tự xưng nhân viên điện lực, dụ người dân cài ứng dụng chiếm quyền điện thoại rồi rút hơn 2,3 tỷ đồng.",
        (
            "Công an tỉnh ngày 9/4 cho biết đã tạm giữ hình sự bốn người để điều tra hành vi sử dụng mạng máy tính chiếm đoạt tài sản.",
            "Theo điều tra ban đầu, từ tháng 11/2025, Lưu Quốc Trãi (31 tuổi) thuê một căn nhà ở ngoại ô, mua dữ liệu khách hàng rồi phân vai cho ba người còn lại gọi điện.",
            "Kịch bản luôn giống nhau: báo nợ tiền điện, dọa cắt trong ngày, gửi đường dẫn cài “ứng dụng thanh toán”.",
            "Khi người nghe bấm đồng ý, điện thoại bị chiếm quyền. Chỉ trong mười phút, tiền trong tài khoản được chuyển qua nhiều ngân hàng.",
            "Đến nay, cơ quan điều tra xác định 26 bị hại tại năm xã, phường, người mất nhiều nhất là 410 triệu đồng.",
            "Công an đề nghị ai từng nhận cuộc gọi tương tự liên hệ trực ban để trình báo. Ngành điện khẳng định không yêu cầu khách hàng cài ứng dụng qua đường dẫn lạ.",
        ),
        ("Kịch bản luôn giống nhau", "Lời khuyên của cơ quan công an"),
        ("Tang vật thu giữ tại căn nhà thuê", "Lưu Quốc Trãi tại cơ quan điều tra"),
        ("Không cài ứng dụng từ đường dẫn lạ", "Không đọc mã xác thực cho bất kỳ ai", "Gọi tổng đài để kiểm tra"),
        "Tôi chỉ kịp bấm một cái thì màn hình tối đen.",
        ("Địa bàn | Bị hại", "Phường Kim Lũ | 11", "Xã Bồ Sao | 9"),
        "Clip: Cảnh khám xét căn nhà thuê",
        ("lừa đảo qua mạng", "công an tỉnh"),
    ),
    Topic(
        "Lão nông Lục Văn Phìn và vườn cam biết báo khát",
        "Ở tuổi sáu mươi, ông Phìn nối ba mươi chiếc cảm biến tự mua vào chiếc điện thoại cũ, để vườn cam tự gọi khi khát nước.",
        (
            "Vườn cam của ông Lục Văn Phìn nằm lưng chừng đồi, cách suối gần cây số. Hai mươi năm gánh nước, vai ông chai thành một vệt dài.",
            "Ông cười: “Già rồi, vai không còn nghe lời, thì bắt máy nó nghe”.",
            "Ba mươi cảm biến độ ẩm, mỗi chiếc 85 nghìn đồng, ông đặt mua trên mạng rồi tự hàn dây. Đứa cháu học lớp 11 viết cho ông đoạn chương trình đầu tiên; những đoạn sau ông tự sửa, sai thì làm lại.",
            "Vụ đầu, máy bơm chạy cả đêm vì cảm biến bị kiến làm tổ.",
            "Vụ thứ hai, ông bọc cảm biến bằng vỏ chai, gắn thêm chuông báo. Lượng nước giảm một nửa, cam chín đều, thương lái trả cao hơn ba nghìn đồng mỗi cân.",
            "Nay cả xóm có 14 vườn làm theo. Tối thứ Năm hằng tuần, mọi người kéo đến hiên nhà ông, học cách thay pin và đọc biểu đồ.",
            "Tôi hỏi ông còn ước gì nữa không. Ông nhìn lên đồi, chậm rãi: “Ước cho mấy đứa nhỏ thấy làm vườn cũng vui như làm máy”.",
        ),
        ("Vệt chai trên vai", "Kiến làm tổ trong máy", "Hiên nhà tối thứ Năm"),
        (
            "Ông Lục Văn Phìn bên chiếc cảm biến bọc vỏ chai",
            "Buổi học tối thứ Năm ở hiên nhà",
            "Cam chín trên đồi",
        ),
        ("Ba mươi cảm biến độ ẩm", "Một máy bơm cũ", "Một chiếc điện thoại đời 2017"),
        "Cây nó cũng biết nói, chỉ là mình chưa nghe được thôi.",
        ("Vụ | Nước (m3) | Giá bán (đồng/kg)", "2024 | 820 | 14.000", "2025 | 415 | 17.000"),
        "Video: Vườn cam gọi điện cho chủ",
        ("nông nghiệp số", "cam", "Lục Văn Phìn"),
    ),
    Topic(
        "Khai trương tuyến buýt điện số 7",
        "Tuyến buýt chạy điện nối bến xe phía Đông với khu công nghiệp Trà Kha hoạt động từ sáng nay, 15 phút một chuyến.",
        (
            "Sáng 2/9, Công ty Vận tải Sông Trà đưa 12 xe buýt điện đầu tiên vào chạy tuyến số 7, dài 23 km.",
            "Mỗi xe chở được 54 khách, sạc đầy chạy được 210 km. Khách trả tiền bằng thẻ, điện thoại hoặc tiền mặt.",
            "Giá vé 8.000 đồng một lượt; công nhân và học sinh mua vé tháng được giảm một nửa.",
            "Dự kiến đến cuối năm, hai tuyến nữa sẽ thay xe chạy dầu.",
        ),
        ("Giá vé và giờ chạy",),
        ("Chuyến xe đầu tiên rời bến sáng 2/9",),
        ("Chuyến đầu: 5 giờ;", "Chuyến cuối: 21 giờ 30 phút."),
        "Xe êm như ru, có điều tìm chỗ sạc điện thoại hơi khó.",
        ("Chặng | Giá vé (đồng)", "Toàn tuyến | 8.000", "Nửa tuyến | 5.000"),
        "Video: Đi thử tuyến buýt điện số 7",
        ("xe buýt điện", "giao thông"),
    ),
)

AUTHORS = (
    ("Hoàng Thảo",), ("Minh Đức", "Thu Hằng"), ("L.Thọ",), ("Vĩnh Phúc",), ("Đinh Thị Hồng Nhung",), ("PV",), ("Khánh Hòa", "Văn Lộc"), (),
)  # fmt: skip
SECTIONS = ("Chuyển đổi số", "Xã hội", "Kinh tế", "Y tế - Giáo dục")
CREDITS = ("Theo TTXVN", "(Nguồn: Cổng thông tin tỉnh Trà Kha)", "Theo Báo Trà Kha")
PHOTO_CREDITS = ("", "", ". Ảnh: HOÀNG THẢO", " Ảnh: CTV", ". (Ảnh: Thu Hằng)", ". Ảnh: N.P / ĐVCC")
OTHERS = (
    "Mùa muối được giá, diêm dân ra đồng từ tinh mơ",
    "Khánh thành cầu treo bản Phiêng Lặp",
    "Đội bóng chuyền nữ vào chung kết giải miền núi",
    "Giá lợn hơi nhích lên sau ba tuần giảm",
    "Triển lãm ảnh về nghề làm giấy dó",
    "Học sinh vùng cao nhận 200 bộ sách",
)
TEASERS = (
    "Diêm dân ven biển phấn khởi vì giá muối cao nhất năm năm, ai cũng mong nắng kéo dài thêm nửa tháng để kịp vụ.",
    "Cây cầu dài 86 m thay chiếc bè mảng, nối hai bờ suối cho hơn trăm hộ dân đi lại trong mùa lũ.",
    "Thắng ngược sau hai ván thua, các cô gái tuổi đôi mươi lần đầu đưa đội vào trận đấu cuối cùng.",
    "Người nuôi vẫn dè dặt tái đàn vì giá thức ăn chưa giảm, dù thương lái đã quay lại hỏi mua.",
    "Sáu mươi bức ảnh kể chuyện một làng nghề còn đúng bốn gia đình giữ được tàu seo cũ.",
    "Những bộ sách do cựu học sinh quyên góp vượt hơn trăm cây số đường rừng đến với trường.",
)
