"""Organisations: sentences with every mention marked in place; traps stand in the same tables."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.extract import organisations
from extractor.language.layers import Layers, TextZone

_MARK = re.compile(r"\[([^\[\]]+)\]")


def unmark(sentence: str) -> tuple[str, list[str]]:
    return _MARK.sub(r"\1", sentence), _MARK.findall(sentence)


def layers_of(text: str) -> Layers:
    layers = Layers(text)
    organisations.annotate(layers)
    return layers


def mentions(text: str) -> list[str]:
    spans = sorted(span for entry in layers_of(text).organisations for span in entry.mentions)
    return [text[start:end] for start, end in spans]


PARTY_AND_UNION = {
    "level and place": "[Liên đoàn Lao động huyện Yên Thế] phối hợp với [Huyện ủy Yên Thế] mở lớp.",
    "level alone": "Sáng nay, [LĐLĐ tỉnh] làm việc với [Ban Thường vụ Tỉnh ủy].",
    "organ of a union": "[Ban Thường vụ Liên đoàn Lao động thành phố Huế] ban hành kế hoạch.",
    "abbreviated organ": "Hội nghị [BCH LĐLĐ tỉnh Sơn La] lần thứ 8 và [BTV Huyện ủy Mai Sơn].",
    "organ with a domain": "[Ban Chính sách - Pháp luật LĐLĐ thành phố] và [Ban Tổ chức Thành ủy] tham mưu.",
    "control commission": "Kết luận của [Ủy ban Kiểm tra Tỉnh ủy Quảng Trị] được công bố.",
    "central organs": "[Ban Tổ chức Trung ương] và [Ủy ban Kiểm tra Trung ương] hướng dẫn.",
    "Party": "được kết nạp vào [Đảng Cộng sản Việt Nam]; Đảng luôn quan tâm đến công nhân.",
    "politburo": "Nghị quyết số 02-NQ/TW của [Bộ Chính trị] và Chỉ thị của [Ban Bí thư].",
    "general confederation": "Đoàn công tác của [Tổng Liên đoàn Lao động Việt Nam] thăm [Công đoàn Dầu khí Việt Nam].",
    "union of zones": "[Công đoàn các Khu công nghiệp tỉnh Đồng Nai] tổ chức hội thi.",
    "union of zones, short": "[CĐ các KCN Hà Nam] và [Công đoàn KKT Nghi Sơn] ký kết.",
    "sector union": "[Công đoàn ngành Giáo dục tỉnh Lai Châu] phát động; [Công đoàn Viên chức tỉnh] hưởng ứng.",
    "union with its company": "Chủ tịch [Công đoàn Công ty TNHH May Tinh Lợi] phát biểu.",
    "members of a company's union": "Hơn 200 đoàn viên công đoàn [Công ty CP Gạch Thạch Bàn] tham gia.",
    "enterprise union": "Lễ ra mắt [CĐCS Công ty TNHH Seojin Auto] diễn ra ngày 5/5.",
    "ranks of unions are no body": "Các cấp công đoàn tỉnh Hòa Bình đã giới thiệu 300 đoàn viên ưu tú.",
    "bare union": "Tổ chức công đoàn, công đoàn cơ sở và các công đoàn cấp trên cơ sở cùng vào cuộc.",
    "union member is no union": "Mỗi công đoàn viên đóng góp một ngày lương, đoàn phí và công đoàn phí.",
    "plural committees": "Ban Thường vụ các huyện ủy, thị ủy, thành ủy và đảng ủy trực thuộc chịu trách nhiệm.",
    "levels in a list": "Liên đoàn Lao động huyện, thị xã, thành phố báo cáo về [LĐLĐ tỉnh] trước ngày 20.",
    "plural unions": "Chỉ đạo các LĐLĐ huyện và mỗi công đoàn ngành thành lập một tổ tuyên truyền.",
    "some party committees": "Một số đảng ủy xã, Ủy ban nhân dân các phường chưa vào cuộc.",
    "cell of a company": "Thành lập [Chi bộ Công ty Cổ phần Thủy sản Minh Phú], nâng tổng số lên 5 chi bộ.",
    "cell of a cooperative": "[Chi bộ HTX Dịch vụ nông nghiệp Tân Tiến] có 6 đảng viên; chi bộ doanh nghiệp khác thì chưa.",
    "village cell": "[Chi bộ thôn 3] và [Chi bộ khu phố Phú Thịnh] sinh hoạt định kỳ.",
    "Party committee of a block": "[Đảng ủy Khối Doanh nghiệp tỉnh Bắc Kạn] trao quyết định cho [Đảng bộ Công ty Xi măng Vicem].",
    "new Party committees": "[Đảng ủy các cơ quan Đảng tỉnh] và [Đảng ủy UBND tỉnh] ra mắt ngày 1/2/2025.",
    "standing belongs to the title": "Đồng chí Lò Văn Minh, Phó Bí thư Thường trực [Thành ủy Sơn La] chủ trì.",
    "standing as an organ": "Báo cáo [Thường trực Thành ủy], [Thường trực HĐND tỉnh] xem xét.",
    "head of a board": "Đồng chí Hà Thị Liên, Trưởng ban Tuyên giáo [Huyện ủy Mù Cang Chải] dự.",
    "board with a capital": "Đồng chí Hà Thị Liên, Phó trưởng [Ban Tuyên giáo Tỉnh ủy] dự.",
    "congress": "Đại hội [Đảng bộ tỉnh Bến Tre] lần thứ XI và Đại hội [Công đoàn tỉnh] lần thứ XIV thành công.",
    "document numbers": "Công văn số 45/LĐLĐ-ToC và Kế hoạch 12-KH/HU ngày 3/4 của [Huyện ủy Kim Bôi].",
    "letterhead over two lines": "[LIÊN ĐOÀN LAO ĐỘNG\nTỈNH NINH BÌNH]\n\nSố: 12/LĐLĐ",
    "letterhead of two bodies": "[TỈNH ỦY LÀO CAI]\n[BAN TỔ CHỨC TỈNH ỦY]\n*\nSố 15-CV/BTC",
    "wrapped line": "Kế hoạch này do [Liên đoàn Lao\nđộng huyện Bát Xát] ban hành và thực hiện trong năm.",
    "old spelling": "[Đảng uỷ Công ty TNHH MTV Than Uông Bí] và [Tỉnh uỷ Quảng Ninh] thống nhất.",
    "lower case": "Báo cáo với thường trực cấp ủy; [thường trực huyện ủy] đã đồng ý, [đảng ủy xã Nậm Lúc] triển khai.",
    "short form after full form": "[Liên đoàn Lao động huyện Vị Xuyên] đã họp. Sau đó [Liên đoàn Lao động] báo cáo cấp trên.",
    "Party group of a union": "[Đảng đoàn LĐLĐ tỉnh] trình [Ban Thường vụ Tỉnh ủy] dự thảo nghị quyết.",
    "TT before a committee": "- [TT. Huyện ủy], [TT HĐND huyện], [UBND huyện] (b/c);",
    "youth": "[Tỉnh đoàn Phú Yên], [Đoàn Thanh niên Công ty Điện lực Phú Yên] và [Hội LHPN tỉnh] phối hợp.",
    "front": "[Ủy ban MTTQ Việt Nam tỉnh Cao Bằng] và [Hội Nông dân huyện Hòa An] giám sát.",
    "block": "Bí thư [Đảng uỷ Khối], [Ban Tổ chức Đảng uỷ Khối] và [Đoàn Khối] dự.",
    "central agencies": "[Đảng uỷ Khối các cơ quan Trung ương] ban hành chỉ thị.",
    "whose committee": "[Đảng ủy Khối Doanh nghiệp] họp; Bí thư [Đảng ủy Công ty] cho hay, Đảng ủy công ty phân công.",
    "coordinated": "Lãnh đạo [HĐND], [UBND tỉnh] dự lễ.",
}

STATE = {
    "offices": "[Sở Lao động - Thương binh và Xã hội tỉnh Long An], [Sở Y tế] và [Sở GD&ĐT] cùng ký.",
    "offices in short": "Theo [Sở LĐTB&XH], [Sở NN&PTNT Đắk Lắk] và [Sở VH-TT&DL], kế hoạch đã xong.",
    "domain with commas": "[Sở Văn hóa, Thể thao và Du lịch Thừa Thiên Huế] khai mạc lễ hội.",
    "ministries": "[Bộ Lao động - Thương binh và Xã hội], [Bộ Công Thương] và [Bộ Nội vụ] góp ý.",
    "minister": "Bộ trưởng [Bộ Y tế] Nguyễn Thị Kim Tiến trả lời chất vấn trước [Quốc hội].",
    "prime minister": "Thủ tướng [Chính phủ] tặng bằng khen cho [Cục Hàng hải Việt Nam].",
    "foreign government": "[Chính phủ Nhật Bản] viện trợ, [Quốc hội Hàn Quốc] phê chuẩn.",
    "people's committee": "[UBND xã Tân Thành] đề nghị [UBND huyện Lạng Giang] hỗ trợ 200 triệu đồng.",
    "comma ends the name": "[UBND phường Bến Nghé], quận 1, TP.HCM ra quyết định.",
    "numbered ward": "[Công an phường 12] và [Công an quận 3] phối hợp khám nghiệm.",
    "police": "[Công an tỉnh Nghệ An] bàn giao cho [Cơ quan Cảnh sát điều tra Công an huyện Diễn Châu].",
    "police of a place": "[Công an Hà Nội] vừa triệt phá đường dây cá độ.",
    "courts": "[TAND TP Đà Nẵng] tuyên phạt; [VKSND tỉnh Quảng Nam] kháng nghị lên [TAND Tối cao].",
    "army": "[Bộ CHQS tỉnh Kon Tum], [Sư đoàn 10] và [Quân khu 5] điều 300 chiến sĩ.",
    "border guards": "[Bộ đội Biên phòng tỉnh Cà Mau] và [Đồn Biên phòng Sông Đốc] cứu ngư dân.",
    "customs and tax": "[Chi cục Hải quan Tân Thanh], [Cục Thuế tỉnh Bắc Ninh] kiểm tra doanh nghiệp.",
    "tax of an area": "[Chi cục Thuế khu vực Đức Trọng - Lâm Hà] thu được 40 tỷ đồng.",
    "management board": "[Ban Quản lý các khu công nghiệp tỉnh Hưng Yên] cấp phép cho dự án.",
    "social insurance": "[BHXH huyện Thanh Chương] và [Kho bạc Nhà nước Nghệ An] giải ngân.",
    "district office": "[Phòng Nội vụ huyện Kỳ Anh] và [Phòng GD&ĐT thị xã] rà soát biên chế.",
    "chief of office": "Chánh Văn phòng [UBND tỉnh] Lê Quang Tùng cho biết.",
    "office as an organ": "[Văn phòng Đoàn ĐBQH tỉnh] và [Văn phòng Chính phủ] thông báo.",
    "state bank": "[Ngân hàng Nhà nước] giảm lãi suất; [Ngân hàng Chính sách xã hội huyện Tam Đảo] cho vay.",
    "plural offices": "Các sở, ban, ngành, UBND các huyện và phòng giáo dục rà soát.",
    "cases are no department": "Từ đầu năm xảy ra 12 vụ tai nạn lao động, vụ TNLĐ ở mỏ làm 2 người chết.",
    "commune police, lower case": "Anh trình báo [công an xã Ea Kao] vào chiều 3/5.",
    "chairman's name behind a level": "Chủ tịch [UBND huyện] Nguyễn Văn Hùng ký quyết định.",
    "chairman's name behind a place": "Chủ tịch [UBND tỉnh Bình Phước] Trần Tuệ Hiền chủ trì.",
}

ENTERPRISES = {
    "legal form": "[Công ty TNHH Giày Annora Việt Nam] tuyển 500 lao động.",
    "private": "[DNTN Vàng bạc Kim Chi] và [Doanh nghiệp tư nhân Hải Âu] nộp thuế.",
    "trade in lower case": "[Công ty cổ phần chế biến thực phẩm xuất khẩu Đồng Giao] mở rộng nhà xưởng.",
    "trade after place": "[Công ty TNHH MTV Xổ số kiến thiết Trà Vinh] tài trợ.",
    "lower-case company": "Anh làm ở [công ty may Việt Tiến], trước là [công ty TNHH Hải Long].",
    "numbers": "[Công ty May 10] và [Công ty CP Xây lắp 386] thi đua.",
    "counted noun behind": "[Công ty TNHH Bao bì Starprint] 203 đoàn viên, [Công ty CP Hữu Nghị] 95 người.",
    "ampersand": "[Công ty TNHH Sợi & Dệt Phú Bài] xuất khẩu sang Nhật Bản.",
    "comma inside": "[Công ty TNHH Giống, Phân bón và Vật tư Hòa Phú] (Buôn Ma Thuột) thành lập chi bộ.",
    "dash inside": "[Công ty CP Bia Hà Nội - Hải Dương] nộp ngân sách 300 tỷ đồng.",
    "dash ends": "[Công ty TNHH Hoàng Gia] - đơn vị thi công - chậm tiến độ.",
    "seat stays outside": "[Công ty TNHH Đại Thành], đóng tại xã Phước Lộc, huyện Tuy Phước, có 300 lao động.",
    "at stays outside": "[Công ty CP Lilama 18] tại KCN Nhơn Trạch tặng quà.",
    "director's name behind": "Giám đốc [Công ty TNHH Hoàng Long] Nguyễn Văn Bình cho hay.",
    "verb behind": "[Công ty TNHH Sung Shin Vina] tặng 20 suất quà.",
    "English": "[Công ty TNHH Wistron Infocomm Việt Nam] và [Công ty TNHH JM Plastics Tech] ký thỏa ước.",
    "country in brackets": "[Công ty TNHH Nidec Tosok (Việt Nam)] thưởng Tết.",
    "branch": "[Chi nhánh Công ty CP Cao su Đà Nẵng] tại Bình Dương đình công.",
    "numbered branch": "[Chi nhánh 3 Công ty CP Nước sạch Sơn Tây] sửa ống.",
    "group": "[Tập đoàn Dầu khí Việt Nam] và [Tổng công ty Điện lực miền Bắc] ký hợp đồng.",
    "mine and factory": "[Mỏ than Mạo Khê], [Nhà máy Z131] và [Xí nghiệp Đầu máy Yên Viên] được khen.",
    "bank": "[Ngân hàng TMCP Ngoại thương Việt Nam] ([Vietcombank]) giảm lãi suất; [Agribank] cũng vậy.",
    "brand": "Công nhân [Samsung] và [Foxconn] nghỉ Tết sớm.",
    "product is no company": "Anh đăng trên Facebook ảnh chiếc Samsung Galaxy và xe Honda SH.",
    "bare kinds": "Công ty có 100 lao động; doanh nghiệp, nhà máy, xí nghiệp và hợp tác xã đều khó khăn.",
    "foreign company, bare": "Các công ty Nhật Bản, công ty Hàn Quốc trả lương cao hơn.",
    "own words later": "[Công ty TNHH Phúc Lợi Vina] ký kết. Công nhân [Phúc Lợi Vina] phấn khởi.",
    "bracketed short form": "[Công ty CP Tập đoàn Đèo Cả] (gọi tắt là [Đèo Cả]) trúng thầu, [Đèo Cả] sẽ khởi công.",
    "defined acronym": "[Tổng Công ty Xây dựng Trường Sơn] ([TCTXDTS]) bàn giao; [TCTXDTS] nhận cờ.",
    "cooperative": "[Hợp tác xã Nông nghiệp Thanh Bình] và [HTX Chè La Bằng] có chi bộ.",
    "capitals in a heading": "[CÔNG TY CỔ PHẦN MAY SÔNG HỒNG]\n\nTHÔNG BÁO",
    "memorial day": "[Nông trường 24/3] và [Công ty CP Dệt may 29/3] dẫn đầu.",
    "numbered at the end": "[Xí nghiệp Chế biến nông sản số 2] thua lỗ.",
    "compound in lower case": "[Công ty TNHH MTV Thức ăn Thủy sản Hùng Cá] thưởng Tết.",
    "branch behind a dash": "[Công ty Cổ phần Tập đoàn Hoa Sen - Chi nhánh Nghệ An] tuyển dụng.",
    "member of a list": "tại [Công ty TNHH Hansae], [Công ty CP Gỗ An Cường] và [Công ty Sữa Đà Lạt].",
}

OTHERS = {
    "school": "[Trường THPT Nguyễn Trãi] và [Trường Tiểu học Lê Văn Tám] khai giảng.",
    "headmaster": "Hiệu trưởng [Trường THCS Chu Văn An] Trần Thị Hồng xác nhận.",
    "university": "[Trường Đại học Bách khoa Hà Nội] và [Học viện Báo chí và Tuyên truyền] tuyển sinh.",
    "university without school": "Sinh viên [Đại học Kinh tế Quốc dân] nhận học bổng.",
    "political centre": "[Trung tâm Bồi dưỡng chính trị huyện Chợ Đồn] mở 4 lớp, [Trung tâm Chính trị thành phố] 2 lớp.",
    "political school": "Học viên [Trường Chính trị tỉnh Tuyên Quang] đi thực tế.",
    "hospital": "Nạn nhân được đưa đến [Bệnh viện Đa khoa tỉnh Phú Thọ], rồi [Bệnh viện Bạch Mai].",
    "hospital in short": "[BV Chợ Rẫy] và [BVĐK khu vực Ngọc Lặc] tiếp nhận 5 ca.",
    "health centre": "[Trung tâm Y tế huyện Bắc Hà] và [Trạm Y tế xã Na Hối] trực Tết.",
    "newspaper": "Phóng viên [Báo Lao Động] và [báo Tuổi Trẻ] có mặt.",
    "television": "[Đài Phát thanh và Truyền hình tỉnh Kiên Giang] tường thuật, [VTV] đưa tin.",
    "reports are no newspaper": "BÁO CÁO kết quả; thông báo kết luận; cảnh báo lừa đảo.",
    "portal": "Nguồn: [Cổng thông tin điện tử tỉnh Gia Lai]",
    "web address": "Nguồn: congdoangialai.org.vn",
    "federation": "[Liên đoàn Bóng đá Việt Nam] họp với [CLB Thanh Hóa] và [FIFA].",
    "United Nations": "[Liên Hợp Quốc], [WHO] và [UNICEF] kêu gọi hỗ trợ.",
    "embassy": "[Đại sứ quán Mỹ] tại Hà Nội ra thông cáo.",
    "institute": "[Viện Vệ sinh Dịch tễ Trung ương] xét nghiệm mẫu.",
    "centre of a town is no body": "Đường vào trung tâm thành phố ùn tắc, viện phí tăng.",
    "places that begin like kinds": "Đài Loan, Mỏ Cày, Trường Sa và Chợ Mới đón bão.",
    "bar association": "Luật sư Trần Hải ([Đoàn Luật sư TP Hà Nội]) cho rằng bản án nặng.",
    "voluntary": "[Hội Chữ thập đỏ tỉnh] và [Hội Cựu chiến binh huyện Na Rì] quyên góp.",
    "places alone": "Xã Tân Lập, huyện Mộc Châu, tỉnh Sơn La có 12 bản.",
    "industrial parks are places": "Công nhân trong Khu công nghiệp Quế Võ và KCN Yên Phong đông nhất.",
    "sector": "[Công đoàn Y tế Việt Nam] và [Cục An toàn lao động] tập huấn.",
}


GENERAL_NEWS = {
    "club": "Tiền đạo của [Becamex Bình Dương] ghi bàn trước [CLB Hà Nội].",
    "foreign clubs": "[Real Madrid] thua [Barca] ngay trên sân nhà.",
    "football federation": "[Liên đoàn Bóng đá Việt Nam] ([VFF]) lên tiếng; [VFF] xin lỗi người hâm mộ.",
    "White House": "[Nhà Trắng] và [Lầu Năm Góc] bác bỏ thông tin của [Reuters].",
    "foreign ministry": "[Bộ Ngoại giao Nga] chỉ trích [NATO].",
    "investigators": "[Cơ quan CSĐT Công an TP HCM] khởi tố giám đốc [Công ty cổ phần Khải Minh].",
    "company and its maker": "[Tập đoàn Vingroup] lập [công ty VinFast] tại Hải Phòng.",
    "products": "[Apple] ra mắt iPhone, [Samsung] giới thiệu tivi mới.",
    "committee of the Assembly": "Phó chủ nhiệm [Ủy ban Kinh tế của Quốc hội] phát biểu.",
    "health": "[Trung tâm Kiểm soát bệnh tật (CDC) Đà Nẵng] gửi mẫu đến [Viện Pasteur Nha Trang].",
    "institutes joined": "[Viện Vệ sinh Dịch tễ Trung ương] và [Viện Pasteur TP HCM] xét nghiệm.",
    "verb behind a ministry": "Ca này được [Bộ Y tế] thông tin chiều nay.",
    "unknown compound": "[Trung tâm Kiểm soát dịch bệnh Quảng Ngãi] truy vết.",
    "committee on an epidemic": "[Ban Chỉ đạo quốc gia phòng chống dịch Covid-19] họp khẩn.",
    "army abroad": "[Hải quân Mỹ] tập trận cùng [Không quân Hàn Quốc].",
    "foundation": "[Quỹ Bill & Melinda Gates] tài trợ cho [Đại học Harvard].",
    "case of a disease": "Bốn ca TP HCM và hai ca Đà Nẵng đang điều trị.",
    "journalist is no newspaper": "Một nhà báo H. và nhà báo Hà gọi điện.",
    "police code": "[Cục A83] ([Bộ Công an]) vào cuộc.",
    "foreign company without legal form": "[Nissei Electric Việt Nam] và [Intel Products Việt Nam] thưởng Tết.",
    "airline": "Chuyến bay của [Turkish Airlines] hạ cánh.",
    "show is no company": "Đêm chung kết Miss World Việt Nam diễn ra tối qua.",
    "code before the host": "[Phòng Cảnh sát hình sự (PC45) Công an tỉnh] điều tra.",
    "court abroad": "[Tòa án Tối cao Hàn Quốc] tuyên án.",
}

SURROUNDINGS = {
    "office without its host": "Theo [Ban Quan hệ Lao động], giao [Ban Nữ công] và [Phòng Tài chính - Kế hoạch] lo.",
    "office of a firm or an event": "Ban Tổ chức trao giải; Phòng Truyền thông đón; ban nữ công họp.",
    "own place of work": "[Đảng ủy Tập đoàn] kết nạp 40 người; theo Chủ tịch [Công đoàn Nhà máy] Trần Thị Bưởi, còn 5 người.",
    "any place of work": "Công đoàn nhà máy nào cũng họp, Công đoàn Công ty mẹ thì chưa.",
    "organ of one's own place of work": "gửi [Ban Thường vụ Đảng ủy Tập đoàn] để báo cáo",
    "list of committees in short": "Nơi nhận: Các huyện, thị, thành ủy, đảng ủy trực thuộc.",
    "zones and others": "[Công đoàn các KCN] và các CĐCS tặng quà.",
    "a photo behind a dash": "Lễ kết nạp tại [Đảng bộ Công ty Nhôm Lâm Đồng] - Ảnh: Nguyễn Sinh",
    "cells of a table": "[Chi bộ Công ty CP Chè Cao Sơn]\t21\t3\t6\n[Chi bộ HTX Dứa Na Mạ]\t12\t1\t4",
    "numbers of a breakdown": "[Đảng bộ xã Hồng Phong]: 12 ([Công ty TNHH May Khánh Gia] 9, [Công ty CP Giày Cẩm Bình] 3)",
    "number of a name in brackets": "(đơn vị thi công: [Công ty Cầu 12])",
    "end of another word, with a domain": "trên cơ sở Kế hoạch số 31; [Sở Kế hoạch và Đầu tư] trả lời",
    "office of a level behind its chief": "Ông A Nghin, Trưởng [phòng Giáo dục huyện], và Trưởng phòng Kế hoạch họp.",
    "number word before": "Chín đảng ủy xã không phân công; [Đảng ủy xã Tân Lập] thì có.",
    "heading in capitals": "PHÚ QUỐC: CÔNG ĐOÀN VÀO RESORT, CHI BỘ THEO SAU",
    "half a word": "thợ ở xí nghiệp tư nhân và liên doanh",
    "force of the police": "[Cảnh sát PCCC Công an thành phố] điều 9 xe; Cảnh sát PCCC khuyên dân.",
    "committee with its matter": "[Văn phòng thường trực Ban Chỉ đạo Trung ương về phòng, chống thiên tai] báo cáo",
    "union of a trade": "[Nghiệp đoàn bốc xếp thị trấn Chũ] có 264 đoàn viên; nghiệp đoàn bốc xếp khác thì ít.",
    "a trade that begins like a word": "[Nhà máy Hóa chất Phù Ninh] làm lễ; công nghiệp hóa chất; công đoàn hóa 5 nơi",
    "training centre": "LĐLĐ phối hợp [Trung tâm Bồi dưỡng chính trị] mở lớp; Trung tâm bồi dưỡng chính trị các huyện mở 38 lớp.",
    "a name that begins like a country": "[CĐCS Đức Hưng] đóng góp; [Đại sứ quán Đức] tặng quà.",
    "next body behind a level": "[Đảng ủy Khối Doanh nghiệp tỉnh], [Huyện ủy Cái Bè] và [Thị ủy Gò Công] phối hợp.",
    "next body that begins like a level": "[Hội LHPN huyện], [Huyện Đoàn] và [Hội Nông dân huyện] góp 300 suất quà.",
    "levels in a list behind a body": "Hội Nông dân huyện, thị xã, thành phố báo cáo về [Hội Nông dân tỉnh].",
    "organs of one body": "Đại diện [Ban Tổ chức], [Văn phòng Tỉnh ủy] cùng dự với [Ban Dân vận Huyện ủy].",
    "three organs of one body": "[Ban Tuyên giáo], [Ban Tổ chức] và [Ủy ban Kiểm tra Thành ủy] ký chương trình.",
    "organ before a body of its own": "Ban Tổ chức, [Huyện ủy Cát Hải] và Ban Giám khảo đã họp.",
    "union of a park and the others": "[Công đoàn Khu kinh tế Vân Phong và các KCN tỉnh] mở ba lớp.",
    "union of fishermen": "Lễ ra mắt [Nghiệp đoàn nghề cá Sa Kỳ], tiếp đến là [Nghiệp đoàn Xe ôm phường 5].",
    "teams of workers": "Đội chè số 6 và Đội 3, [Nông trường Thanh Bình] thu hoạch; nhà máy số 2 nghỉ.",
    "team of the state": "[Đội Cảnh sát giao thông số 2] và [Đội Quản lý thị trường số 5] kiểm tra.",
    "insurance is no body": "Nợ bảo hiểm xã hội (BHXH) tăng, [BHXH tỉnh] đã làm việc với các đơn vị.",
    "syllables of a name": "Ông Hứa Thành Đoàn gặp [Thành đoàn Cần Thơ].",
    "press release": "THÔNG CÁO BÁO CHÍ\n\n[Công ty CP Bia Sông Lam] công bố.",
    "foreign name before a verb-like word": "[Chi bộ Goldwheel] tròn 5 năm tuổi.",
    "place in brackets is no short form": "[Công ty TNHH Điện tử Foster] (Khu công nghiệp VSIP) tuyển người.",
    "short form at the start of a sentence": "[Công đoàn Khu kinh tế tỉnh] ([CĐKKT]) họp. Hiện [CĐKKT] quản lý 97 đơn vị.",
    "trade and name later": "[Công ty CP May Sông Hậu] thưởng Tết. Công nhân [May Sông Hậu] vui.",
    "bodies at the place of work": "[Công ty CP Thép Hòa Sơn] họp; [Công đoàn Công ty] đồng ý. Công đoàn công ty nào cũng vậy.",
    "the one office": "[Sở Công Thương] kiểm tra 20 cơ sở. Chiều nay, [Sở] đã phạt một nơi.",
    "several offices": "[Sở Công Thương] và [Sở Y tế] kiểm tra. Chiều nay, Sở đã phạt một nơi.",
    "director behind his board": "Chủ tịch HĐQT [Công ty CP Than Cọc Sáu] Ngô Thế Phiệt nói.",
    "director before his company": "Ông Trần Văn Tú, Giám đốc [Công ty TNHH Lữ hành Ánh Dương Xanh], ủng hộ.",
    "school by its bare name": "Phụ huynh [Trường Lương Thế Vinh] và [trường Hoa Sen]; thị trường Hà Nội tăng giá.",
    "agencies": "Ảnh: [AFP]/[TTXVN]; Ảnh: Quốc Chính/[Báo Nam Định]; số 33/KH-LĐLĐ.",
    "branch of a bank": "[Agribank Chi nhánh huyện Ba Bể] và [Agribank] cho vay.",
}

LETTERHEADS = {
    "organ on a row of its own": "[TỈNH ỦY AN GIANG]\n[ỦY BAN KIỂM TRA]\n*\nSố 56-TB/UBKTTU\n\nT/M [ỦY BAN KIỂM TRA]",
    "organ nobody named": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
    "place on the next row": "[LIÊN ĐOÀN LAO ĐỘNG TỈNH\nTUYÊN QUANG]\n-----\nSố: 15/KH-LĐLĐ",
    "another body on the next row": "[LIÊN ĐOÀN LAO ĐỘNG TỈNH]\n[LIÊN ĐOÀN LAO ĐỘNG HUYỆN SƠN ĐỘNG]\nSố: 2/KH-LĐLĐ",
    "kind broken over two rows": "[LĐLĐ TỈNH BẮC NINH]\n[CÔNG ĐOÀN CÁC KHU\nCÔNG NGHIỆP TỈNH]\n\nSố 12",
    "narrow column": "Thực hiện Kế hoạch số 83-KH/TU ngày 04-3-2010 của [Ban\nThường vụ Tỉnh uỷ], các chi bộ đã họp. Trong đó có cả\n"
    "chi bộ của [Công ty TNHH Ván dăm Bảo Thắng] và của [Mỏ Cam\nĐường] với hơn 200 công nhân đang làm việc.",
    "short lines of a list": "Nơi nhận:\n[Tỉnh ủy]\n[UBND tỉnh]\n[Sở Y tế]\nBình Định",
}

TABLES = {
    "surroundings": SURROUNDINGS,
    "letterheads": LETTERHEADS,
    "party": PARTY_AND_UNION,
    "state": STATE,
    "enterprise": ENTERPRISES,
    "other": OTHERS,
    "general": GENERAL_NEWS,
}


@pytest.mark.parametrize(
    "sentence",
    [pytest.param(s, id=f"{table}: {name}") for table, rows in TABLES.items() for name, s in rows.items()],
)
def test_mentions(sentence: str) -> None:
    text, marked = unmark(sentence)
    assert mentions(text) == marked


TYPES = {
    "Đảng đoàn LĐLĐ tỉnh": "party",
    "Ban Thường vụ LĐLĐ huyện": "union",
    "Chi bộ Công ty TNHH Hải Âu": "party",
    "Công đoàn Công ty TNHH Hải Âu": "union",
    "Văn phòng Tỉnh ủy": "party",
    "Ban Tổ chức Trung ương": "party",
    "Ban Dân tộc tỉnh": "government",
    "Trung tâm Chính trị huyện": "education",
    "Hội Nông dân tỉnh": "mass_organisation",
    "Báo Lao Động": "media",
    "Bệnh viện Bạch Mai": "other",
    "Chi nhánh 7 Công ty CP Hải Âu": "enterprise",
    "Phòng Nội vụ huyện Kỳ Anh": "government",
    "Bưu điện tỉnh": "enterprise",
}


@pytest.mark.parametrize("name, kind", TYPES.items())
def test_type_follows_the_organ(name: str, kind: str) -> None:
    entries = layers_of(f"Theo {name}, tình hình ổn định.").organisations
    assert [(entry.name, entry.type) for entry in entries] == [(name, kind)]


def test_variants_share_one_entry_with_the_fullest_name() -> None:
    text = (
        "Liên đoàn Lao động huyện Bát Xát mở lớp. LĐLĐ huyện mời Liên đoàn Lao động tỉnh dự. "
        "Sau đó LĐLĐ tỉnh khen LĐLĐ huyện Bát Xát."
    )
    entries = layers_of(text).organisations
    assert [(entry.name, len(entry.mentions)) for entry in entries] == [
        ("Liên đoàn Lao động huyện Bát Xát", 3),
        ("Liên đoàn Lao động tỉnh", 2),
    ]


def test_issuer_is_called_by_its_kind() -> None:
    text = (
        "TRUNG TÂM BỒI DƯỠNG CHÍNH TRỊ\nSố 5\n\nNăm 2018 Trung tâm mở 05 lớp ở các Trung tâm; "
        "trung tâm huyện thì đông; Trung tâm Văn hóa thì không."
    )
    layers = Layers(text)
    layers.fields.issuer_span = (0, 29)
    organisations.annotate(layers)
    entry = layers.organisations[0]
    assert [text[start:end] for start, end in entry.mentions] == ["TRUNG TÂM BỒI DƯỠNG CHÍNH TRỊ", "Trung tâm"]
    assert entry.mentions[1][0] == text.index("Trung tâm mở")


def test_short_form_in_a_document_number_is_no_mention() -> None:
    text = "CĐCS CÔNG TY CP GỖ ĐỨC HƯNG\nSố: 04/BB-CĐCS\n\nChủ trì: Chủ tịch CĐCS."
    layers = Layers(text)
    layers.fields.issuer_span = (0, 27)
    organisations.annotate(layers)
    found = [text[start:end] for entry in layers.organisations for start, end in entry.mentions]
    assert found == ["CĐCS CÔNG TY CP GỖ ĐỨC HƯNG", "CĐCS"]


def test_two_districts_stay_two_bodies() -> None:
    entries = layers_of("LĐLĐ huyện Bát Xát và LĐLĐ huyện Bắc Hà ký kết.").organisations
    assert [entry.place for entry in entries] == ["Bát Xát", "Bắc Hà"]


def test_nothing_in_boilerplate() -> None:
    text = "Báo Lao Động\nUBND tỉnh họp."
    layers = Layers(text, zones=[TextZone("boilerplate", 0, 13)])
    organisations.annotate(layers)
    assert [entry.name for entry in layers.organisations] == ["UBND tỉnh"]


WORDS = st.sampled_from(
    [
        "Ban",
        "Thường",
        "vụ",
        "Tỉnh",
        "ủy",
        "các",
        "LĐLĐ",
        "huyện",
        "tỉnh",
        ",",
        "và",
        "(",
        ")",
        "-",
        "&",
        "5",
        "Công",
        "ty",
        "TNHH",
        "Hải",
        "Chi",
        "bộ",
        "Sở",
        "Y",
        "tế",
        "của",
        "Nguyễn",
        "Văn",
        "TP",
        ".",
        "\n",
        "\n\n",
        "Phó",
        "Giám",
        "đốc",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_quotable_spans_and_the_same_twice(text: str) -> None:
    first, second = layers_of(text).organisations, layers_of(text).organisations
    assert first == second
    spans = sorted(span for entry in first for span in entry.mentions)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
