"""Tables as documents have them, each with its answer: a line for every number, its text and then the named fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    fields: str  # names of the fields that the answer gives
    text: str
    answer: str


TABLES = [
    Case(
        "a unit column: the labels tell what is counted",
        "value unit counted indicator status ratio",
        """1. Kết quả thực hiện các chỉ tiêu

STT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tThực hiện\tTỷ lệ (%)
1\tGiới thiệu đoàn viên ưu tú\tngười\t60\t72\t120
2\tKết nạp đảng viên\tngười\t25\t20\t80
3\tThành lập CĐCS\tCĐCS\t4\t5\t125
4\tThăm hỏi đoàn viên khó khăn\tlượt người\t1.200\t1.350\t112,5
5\tKinh phí hỗ trợ\ttriệu đồng\t300\t345,5\t115,2
""",
        """
60 | 60 | person | đoàn viên ưu tú | nominated | target | -
72 | 72 | person | đoàn viên ưu tú | nominated | actual | -
120 | 120 | percent | - | nominated | actual | 72/60
25 | 25 | person | đảng viên | admitted | target | -
20 | 20 | person | đảng viên | admitted | actual | -
80 | 80 | percent | - | admitted | actual | 20/25
4 | 4 | organisation | CĐCS | unions_established | target | -
5 | 5 | organisation | CĐCS | unions_established | actual | -
125 | 125 | percent | - | unions_established | actual | 5/4
1.200 | 1200 | person | đoàn viên khó khăn | beneficiaries | target | -
1.350 | 1350 | person | đoàn viên khó khăn | beneficiaries | actual | -
112,5 | 112.5 | percent | - | beneficiaries | actual | 1.350/1.200
300 | 300000000 | VND | đồng | amount | target | -
345,5 | 345500000 | VND | đồng | amount | actual | -
115,2 | 115.2 | percent | - | amount | actual | 345,5/300
""",
    ),
    Case(
        "two levels of heads, a cell a line",
        "indicator period place",
        """Bảng 2. Kết quả giới thiệu và kết nạp
TT
Công đoàn
Năm 2021
Năm 2022
Giới thiệu
Kết nạp
Giới thiệu
Kết nạp
1
Xã Trung Hiếu
12
4
15
6
2
Xã Hiếu Phụng
9
3
11
5
3
Thị trấn Vũng Liêm
20
11
24
13
Cộng
41
18
50
24

Nhìn chung kết quả năm sau cao hơn năm trước.
""",
        """
12 | nominated | 2021-01-01..2021-12-31 | Trung Hiếu
4 | admitted | 2021-01-01..2021-12-31 | Trung Hiếu
15 | nominated | 2022-01-01..2022-12-31 | Trung Hiếu
6 | admitted | 2022-01-01..2022-12-31 | Trung Hiếu
9 | nominated | 2021-01-01..2021-12-31 | Hiếu Phụng
3 | admitted | 2021-01-01..2021-12-31 | Hiếu Phụng
11 | nominated | 2022-01-01..2022-12-31 | Hiếu Phụng
5 | admitted | 2022-01-01..2022-12-31 | Hiếu Phụng
20 | nominated | 2021-01-01..2021-12-31 | Vũng Liêm
11 | admitted | 2021-01-01..2021-12-31 | Vũng Liêm
24 | nominated | 2022-01-01..2022-12-31 | Vũng Liêm
13 | admitted | 2022-01-01..2022-12-31 | Vũng Liêm
41 | nominated | 2021-01-01..2021-12-31 | Vũng Liêm
18 | admitted | 2021-01-01..2021-12-31 | Vũng Liêm
50 | nominated | 2022-01-01..2022-12-31 | Vũng Liêm
24 | admitted | 2022-01-01..2022-12-31 | Vũng Liêm
""",
    ),
    Case(
        "Markdown, a part in a column of its own",
        "value counted indicator actor of period",
        """Tình hình tổ chức công đoàn đến ngày 30/11/2022:

| STT | Đơn vị | Số CĐCS | Đoàn viên | Trong đó: nữ |
|-----|:-------|--------:|----------:|-------------:|
| 1 | Khối hành chính sự nghiệp | 42 | 1.204 | 655 |
| 2 | Khối doanh nghiệp | 18 | 2.310 | 1.782 |
|   | **Tổng cộng** | **60** | **3.514** | **2.437** |
""",
        """
42 | 42 | CĐCS | unions | Khối hành chính sự nghiệp | - | ..2022-11-30
1.204 | 1204 | Đoàn viên | union_members | Khối hành chính sự nghiệp | - | ..2022-11-30
655 | 655 | nữ | union_members | Khối hành chính sự nghiệp | 1.204 | ..2022-11-30
18 | 18 | CĐCS | unions | Khối doanh nghiệp | - | ..2022-11-30
2.310 | 2310 | Đoàn viên | union_members | Khối doanh nghiệp | - | ..2022-11-30
1.782 | 1782 | nữ | union_members | Khối doanh nghiệp | 2.310 | ..2022-11-30
60 | 60 | CĐCS | unions | - | - | ..2022-11-30
3.514 | 3514 | Đoàn viên | union_members | - | - | ..2022-11-30
2.437 | 2437 | nữ | union_members | - | 3.514 | ..2022-11-30
""",
    ),
    Case(
        "names and numbers without heads",
        "unit counted indicator",
        """Một số kết quả năm 2022:
Đảng viên mới | 45
Chi bộ thành lập mới | 2
Đoàn viên ưu tú được giới thiệu | 120
Lớp bồi dưỡng nhận thức về Đảng | 3
""",
        """
45 | person | Đảng viên mới | admitted
2 | organisation | Chi bộ thành lập mới | party_cells_established
120 | person | Đoàn viên ưu tú được giới thiệu | nominated
3 | class | Lớp bồi dưỡng nhận thức về Đảng | classes_held
""",
    ),
    Case(
        "years as heads, a unit for the whole table, wide gaps",
        "value unit counted indicator period",
        """Kinh phí chăm lo đoàn viên (đơn vị tính: triệu đồng)
Nội dung                    2020     2021     2022
Tặng quà Tết                1.200    1.350    1.500
Hỗ trợ mái ấm công đoàn       250      300      420
Tổng số                     1.450    1.650    1.920
""",
        """
1.200 | 1200000000 | VND | đồng | amount | 2020-01-01..2020-12-31
1.350 | 1350000000 | VND | đồng | amount | 2021-01-01..2021-12-31
1.500 | 1500000000 | VND | đồng | amount | 2022-01-01..2022-12-31
250 | 250000000 | VND | đồng | amount | 2020-01-01..2020-12-31
300 | 300000000 | VND | đồng | amount | 2021-01-01..2021-12-31
420 | 420000000 | VND | đồng | amount | 2022-01-01..2022-12-31
1.450 | 1450000000 | VND | đồng | amount | 2020-01-01..2020-12-31
1.650 | 1650000000 | VND | đồng | amount | 2021-01-01..2021-12-31
1.920 | 1920000000 | VND | đồng | amount | 2022-01-01..2022-12-31
""",
    ),
    Case(
        "numbers of columns, sections, a group of heads",
        "indicator status place actor of ratio",
        """Biểu số 3: Phát triển đảng viên trong các khối năm 2022
TT
Tên đơn vị
Chỉ tiêu giao
Kết nạp
Trong đó
Nữ
Công nhân
Đạt %
A
B
1
2
3
4
5=2/1
I
Khối xã, thị trấn
1
Đảng bộ xã Trung Thành
5
6
2
1
120
2
Đảng bộ xã Quới An
4
3
1
0
75
II
Khối doanh nghiệp
1
Chi bộ Công ty TNHH Tỷ Bách
3
3
2
3
100
Tổng cộng
12
12
5
4
100
""",
        """
5 | admitted | target | Trung Thành | Đảng bộ xã Trung Thành | - | -
6 | admitted | actual | Trung Thành | Đảng bộ xã Trung Thành | - | -
2 | admitted | actual | Trung Thành | Đảng bộ xã Trung Thành | 6 | -
1 | admitted | actual | Trung Thành | Đảng bộ xã Trung Thành | 6 | -
120 | admitted | actual | Trung Thành | Đảng bộ xã Trung Thành | - | 6/5
4 | admitted | target | Quới An | Đảng bộ xã Quới An | - | -
3 | admitted | actual | Quới An | Đảng bộ xã Quới An | - | -
1 | admitted | actual | Quới An | Đảng bộ xã Quới An | 3 | -
0 | admitted | actual | Quới An | Đảng bộ xã Quới An | 3 | -
75 | admitted | actual | Quới An | Đảng bộ xã Quới An | - | 3/4
3 | admitted | target | Vũng Liêm | Chi bộ Công ty TNHH Tỷ Bách | - | -
3 | admitted | actual | Vũng Liêm | Chi bộ Công ty TNHH Tỷ Bách | - | -
2 | admitted | actual | Vũng Liêm | Chi bộ Công ty TNHH Tỷ Bách | 3 | -
3 | admitted | actual | Vũng Liêm | Chi bộ Công ty TNHH Tỷ Bách | 3 | -
100 | admitted | actual | Vũng Liêm | Chi bộ Công ty TNHH Tỷ Bách | - | 3/3
12 | admitted | target | Vũng Liêm | - | - | -
12 | admitted | actual | Vũng Liêm | - | - | -
5 | admitted | actual | Vũng Liêm | - | 12 | -
4 | admitted | actual | Vũng Liêm | - | 12 | -
100 | admitted | actual | Vũng Liêm | - | - | 12/12
""",
    ),
    Case(
        "heads broken over two lines, wide gaps",
        "counted indicator place actor ratio",
        """TT   Đơn vị                      Số ĐVƯT        Số ĐVƯT       Tỷ lệ
                                 giới thiệu     được kết nạp  (%)
1    LĐLĐ thành phố Vĩnh Long    120            48            40,0
2    LĐLĐ thị xã Bình Minh        64            16            25,0
3    Công đoàn ngành Giáo dục     90            45            50,0
     Cộng                        274           109            39,8
""",
        """
120 | ĐVƯT giới thiệu | nominated | Vĩnh Long | LĐLĐ thành phố Vĩnh Long | -
48 | ĐVƯT được kết nạp | admitted | Vĩnh Long | LĐLĐ thành phố Vĩnh Long | -
40,0 | - | admitted | Vĩnh Long | LĐLĐ thành phố Vĩnh Long | 48/120
64 | ĐVƯT giới thiệu | nominated | Bình Minh | LĐLĐ thị xã Bình Minh | -
16 | ĐVƯT được kết nạp | admitted | Bình Minh | LĐLĐ thị xã Bình Minh | -
25,0 | - | admitted | Bình Minh | LĐLĐ thị xã Bình Minh | 16/64
90 | ĐVƯT giới thiệu | nominated | Vũng Liêm | Công đoàn ngành Giáo dục | -
45 | ĐVƯT được kết nạp | admitted | Vũng Liêm | Công đoàn ngành Giáo dục | -
50,0 | - | admitted | Vũng Liêm | Công đoàn ngành Giáo dục | 45/90
274 | ĐVƯT giới thiệu | nominated | Vũng Liêm | - | -
109 | ĐVƯT được kết nạp | admitted | Vũng Liêm | - | -
39,8 | - | admitted | Vũng Liêm | - | 109/274
""",
    ),
    Case(
        "two levels of heads, wide gaps",
        "counted unit indicator status place",
        """Biểu 1: Kết quả phát triển đoàn viên, thành lập CĐCS năm 2022
TT   Đơn vị              Đoàn viên mới           CĐCS mới
                         Chỉ tiêu   Thực hiện    Chỉ tiêu   Thực hiện
1    Huyện Mang Thít     150        182          2          3
2    Huyện Tam Bình      120        96           1          1
     Tổng số             270        278          3          4
""",
        """
150 | Đoàn viên mới | person | union_members_recruited | target | Mang Thít
182 | Đoàn viên mới | person | union_members_recruited | actual | Mang Thít
2 | CĐCS mới | organisation | unions_established | target | Mang Thít
3 | CĐCS mới | organisation | unions_established | actual | Mang Thít
120 | Đoàn viên mới | person | union_members_recruited | target | Tam Bình
96 | Đoàn viên mới | person | union_members_recruited | actual | Tam Bình
1 | CĐCS mới | organisation | unions_established | target | Tam Bình
1 | CĐCS mới | organisation | unions_established | actual | Tam Bình
270 | Đoàn viên mới | person | union_members_recruited | target | Vũng Liêm
278 | Đoàn viên mới | person | union_members_recruited | actual | Vũng Liêm
3 | CĐCS mới | organisation | unions_established | target | Vũng Liêm
4 | CĐCS mới | organisation | unions_established | actual | Vũng Liêm
""",
    ),
    Case(
        "places as heads",
        "counted indicator place of",
        """Số lượng đảng viên mới kết nạp năm 2022:
Chỉ số | Huyện Trà Ôn | Huyện Long Hồ | Toàn tỉnh
Đảng viên mới kết nạp | 61 | 75 | 612
Trong đó: nữ | 30 | 41 | 305
Chi bộ thành lập trong doanh nghiệp | 1 | 0 | 4
""",
        """
61 | Đảng viên mới kết nạp | admitted | Trà Ôn | -
75 | Đảng viên mới kết nạp | admitted | Long Hồ | -
612 | Đảng viên mới kết nạp | admitted | Vĩnh Long | -
30 | nữ | admitted | Trà Ôn | 61
41 | nữ | admitted | Long Hồ | 75
305 | nữ | admitted | Vĩnh Long | 612
1 | Chi bộ thành lập trong doanh nghiệp | party_cells_established | Trà Ôn | -
0 | Chi bộ thành lập trong doanh nghiệp | party_cells_established | Long Hồ | -
4 | Chi bộ thành lập trong doanh nghiệp | party_cells_established | Vĩnh Long | -
""",
    ),
    Case(
        "a list of persons: years of birth count nothing",
        "value unit indicator actor",
        """DANH SÁCH KHEN THƯỞNG
TT\tHọ và tên\tNăm sinh\tChức vụ\tSố tiền (đồng)
1\tTrần Thị Bé\t1988\tTổ trưởng\t500.000
2\tLê Văn Tám\t1979\tCông nhân\t500.000
3\tThạch Sa Rây\t1990\tCông nhân\t300.000
""",
        """
500.000 | 500000 | VND | amount | -
500.000 | 500000 | VND | amount | -
300.000 | 300000 | VND | amount | -
""",
    ),
    Case(
        "a blank line between cells, years as rows",
        "unit counted indicator period",
        """Năm

Số lớp

Học viên

2020

2

118

2021

1

64

2022

3

171
""",
        """
2 | class | lớp | events | 2020-01-01..2020-12-31
118 | person | Học viên | trained | 2020-01-01..2020-12-31
1 | class | lớp | events | 2021-01-01..2021-12-31
64 | person | Học viên | trained | 2021-01-01..2021-12-31
3 | class | lớp | events | 2022-01-01..2022-12-31
171 | person | Học viên | trained | 2022-01-01..2022-12-31
""",
    ),
    Case(
        "quarters of the year of the caption",
        "indicator status period",
        """Tiến độ kết nạp đảng viên năm 2022
Quý | Kế hoạch | Kết nạp
Quý I | 5 | 4
Quý II | 7 | 9
Quý III | 6 | 6
Quý IV | 7 | 5
Cả năm | 25 | 24
""",
        """
5 | admitted | target | 2022-01-01..2022-03-31
4 | admitted | actual | 2022-01-01..2022-03-31
7 | admitted | target | 2022-04-01..2022-06-30
9 | admitted | actual | 2022-04-01..2022-06-30
6 | admitted | target | 2022-07-01..2022-09-30
6 | admitted | actual | 2022-07-01..2022-09-30
7 | admitted | target | 2022-10-01..2022-12-31
5 | admitted | actual | 2022-10-01..2022-12-31
25 | admitted | target | 2022-01-01..2022-12-31
24 | admitted | actual | 2022-01-01..2022-12-31
""",
    ),
    Case(
        "a section of targets, units in the cells",
        "unit counted status modifier period",
        """II. CHỈ TIÊU NĂM 2023

TT | Nội dung | Chỉ tiêu
1 | Kết nạp đoàn viên công đoàn | 350 đoàn viên
2 | Thành lập công đoàn cơ sở | 3 CĐCS
3 | Giới thiệu đoàn viên ưu tú | 70 người
4 | CĐCS đạt vững mạnh | ≥ 85%
5 | Doanh nghiệp có từ 25 lao động trở lên có tổ chức công đoàn | 90%
""",
        """
350 | person | đoàn viên công đoàn | target | - | 2023-01-01..2023-12-31
3 | organisation | công đoàn cơ sở | target | - | 2023-01-01..2023-12-31
70 | person | đoàn viên ưu tú | target | - | 2023-01-01..2023-12-31
85% | percent | - | target | at_least | 2023-01-01..2023-12-31
90% | percent | - | target | - | 2023-01-01..2023-12-31
""",
    ),
    Case(
        "rows without numbers, a cell a line",
        "counted indicator place actor",
        """Đơn vị
Tổng số đảng viên
Đảng viên là công nhân
Đảng bộ xã Quới Thiện
312
14
Đảng bộ xã Thanh Bình
287
9
Cộng
599
23
""",
        """
312 | đảng viên | party_members | Quới Thiện | Đảng bộ xã Quới Thiện
14 | Đảng viên là công nhân | party_members | Quới Thiện | Đảng bộ xã Quới Thiện
287 | đảng viên | party_members | Thanh Bình | Đảng bộ xã Thanh Bình
9 | Đảng viên là công nhân | party_members | Thanh Bình | Đảng bộ xã Thanh Bình
599 | đảng viên | party_members | Vũng Liêm | -
23 | Đảng viên là công nhân | party_members | Vũng Liêm | -
""",
    ),
    Case(
        "a name broken over lines, dashes, a counter in two lines",
        "value counted indicator actor",
        """Biểu 4: Công tác phát triển đảng trong doanh nghiệp năm 2022
Số
TT
Tên doanh nghiệp
Số lao
động
Số đảng viên
Kết nạp
trong năm
1
Công ty TNHH Một thành viên
Sản xuất giày Vĩnh Long
1.250
14
3
2
Công ty CP Dược phẩm Cửu Long
830
-
-
3
HTX Nông nghiệp Tấn Đạt
46
5
1
Tổng cộng
2.126
19
4
""",
        """
1.250 | 1250 | lao động | workers | Công ty TNHH Một thành viên Sản xuất giày Vĩnh Long
14 | 14 | đảng viên | party_members | Công ty TNHH Một thành viên Sản xuất giày Vĩnh Long
3 | 3 | - | admitted | Công ty TNHH Một thành viên Sản xuất giày Vĩnh Long
830 | 830 | lao động | workers | Công ty CP Dược phẩm Cửu Long
46 | 46 | lao động | workers | HTX Nông nghiệp Tấn Đạt
5 | 5 | đảng viên | party_members | HTX Nông nghiệp Tấn Đạt
1 | 1 | - | admitted | HTX Nông nghiệp Tấn Đạt
2.126 | 2126 | lao động | workers | -
19 | 19 | đảng viên | party_members | -
4 | 4 | - | admitted | -
""",
    ),
    Case(
        "two half years and their comparison",
        "counted indicator period ratio",
        """Kết quả một số chỉ tiêu:
TT\tNội dung\t6 tháng đầu năm 2021\t6 tháng đầu năm 2022\tSo sánh (%)
1\tPhát triển đoàn viên mới\t410\t533\t130,0
2\tCĐCS thành lập mới\t4\t5\t125,0
3\tĐoàn viên ưu tú giới thiệu cho Đảng\t60\t57\t95,0
""",
        """
410 | đoàn viên mới | union_members_recruited | 2021-01-01..2021-06-30 | -
533 | đoàn viên mới | union_members_recruited | 2022-01-01..2022-06-30 | -
130,0 | - | union_members_recruited | 2022-01-01..2022-06-30 | 533/410
4 | CĐCS thành lập mới | unions_established | 2021-01-01..2021-06-30 | -
5 | CĐCS thành lập mới | unions_established | 2022-01-01..2022-06-30 | -
125,0 | - | unions_established | 2022-01-01..2022-06-30 | 5/4
60 | Đoàn viên ưu tú giới thiệu cho Đảng | nominated | 2021-01-01..2021-06-30 | -
57 | Đoàn viên ưu tú giới thiệu cho Đảng | nominated | 2022-01-01..2022-06-30 | -
95,0 | - | nominated | 2022-01-01..2022-06-30 | 57/60
""",
    ),
    Case(
        "a column of remarks, totals without the tab of the number",
        "unit indicator place actor",
        """TT\tĐơn vị\tSố lớp\tSố học viên\tGhi chú
1\tTrung tâm Chính trị huyện Tam Bình\t2\t118\tCó 02 lớp mở vào buổi tối
2\tTrung tâm Chính trị huyện Trà Ôn\t1\t64\t
Cộng\t3\t182
""",
        """
2 | class | events | Tam Bình | Trung tâm Chính trị huyện Tam Bình
118 | person | trained | Tam Bình | Trung tâm Chính trị huyện Tam Bình
1 | class | events | Trà Ôn | Trung tâm Chính trị huyện Trà Ôn
64 | person | trained | Trà Ôn | Trung tâm Chính trị huyện Trà Ôn
3 | class | events | Vũng Liêm | -
182 | person | trained | Vũng Liêm | -
""",
    ),
    Case(
        "commas between thousands, rates, units of a thousand",
        "value unit counted indicator per actor",
        """Bảng 1: Lao động, tiền lương các doanh nghiệp năm 2022
| Doanh nghiệp | Lao động (người) | Thu nhập bình quân (triệu đồng/người/tháng) | Thưởng Tết (1.000 đồng) |
|---|---|---|---|
| Công ty TNHH Tỷ Xuân | 12,450 | 7.8 | 6,500 |
| Công ty TNHH Bohsing | 5,320 | 8.1 | 7,200 |
""",
        """
12,450 | 12450 | person | Lao động | workers | - | Công ty TNHH Tỷ Xuân
7.8 | 7800000 | VND | đồng | amount | month | Công ty TNHH Tỷ Xuân
6,500 | 6500000 | VND | đồng | amount | - | Công ty TNHH Tỷ Xuân
5,320 | 5320 | person | Lao động | workers | - | Công ty TNHH Bohsing
8.1 | 8100000 | VND | đồng | amount | month | Công ty TNHH Bohsing
7,200 | 7200000 | VND | đồng | amount | - | Công ty TNHH Bohsing
""",
    ),
    Case(
        "results against targets in one cell",
        "value unit indicator status ratio place",
        """Đơn vị | Giới thiệu/chỉ tiêu | Kết nạp
Xã Trung An | 12/10 | 5 đ/c
Xã Tân An Luông | 8/10 | 3 đ/c
""",
        """
12/10 | 12 | person | nominated | actual | -/- | Trung An
5 | 5 | person | admitted | actual | - | Trung An
8/10 | 8 | person | nominated | actual | -/- | Tân An Luông
3 | 3 | person | admitted | actual | - | Tân An Luông
""",
    ),
    Case(
        "terms of office as rows",
        "indicator period",
        """Kết quả qua các nhiệm kỳ
Nhiệm kỳ
Đảng viên kết nạp
Chi bộ thành lập
2010 - 2015
512
4
2015 - 2020
604
7
""",
        """
512 | admitted | 2010-01-01..2015-12-31
4 | party_cells_established | 2010-01-01..2015-12-31
604 | admitted | 2015-01-01..2020-12-31
7 | party_cells_established | 2015-01-01..2020-12-31
""",
    ),
    Case(
        "years and a day as rows",
        "indicator period",
        """Thời gian | Số CĐCS | Số đoàn viên
Năm 2020 | 96 | 5.120
Năm 2021 | 101 | 5.377
Đến 30/11/2022 | 108 | 5.904
""",
        """
96 | unions | 2020-01-01..2020-12-31
5.120 | union_members | 2020-01-01..2020-12-31
101 | unions | 2021-01-01..2021-12-31
5.377 | union_members | 2021-01-01..2021-12-31
108 | unions | ..2022-11-30
5.904 | union_members | ..2022-11-30
""",
    ),
    Case(
        "lines drawn around cells",
        "indicator status actor",
        """+----+----------------+----------+---------+
| TT | Cụm thi đua    | Chỉ tiêu | Kết nạp |
+----+----------------+----------+---------+
| 1  | Cụm số 1       |       12 |      14 |
| 2  | Cụm số 2       |       10 |       9 |
+----+----------------+----------+---------+
|    | Tổng           |       22 |      23 |
+----+----------------+----------+---------+
""",
        """
12 | admitted | target | Cụm số 1
14 | admitted | actual | Cụm số 1
10 | admitted | target | Cụm số 2
9 | admitted | actual | Cụm số 2
22 | admitted | target | -
23 | admitted | actual | -
""",
    ),
    Case(
        "prose right below",
        "indicator place",
        """Đơn vị          Giới thiệu  Kết nạp
Xã Hiếu Nhơn    14          6
Xã Hiếu Thành   11          4
Ngoài ra, 02 đảng viên dự bị được công nhận chính thức.
""",
        """
14 | nominated | Hiếu Nhơn
6 | admitted | Hiếu Nhơn
11 | nominated | Hiếu Thành
4 | admitted | Hiếu Thành
""",
    ),
    Case(
        "sections between bars, heads in two lines",
        "unit counted place actor of",
        """TT | Đơn vị | Tổng số | Trong đó | |
   |        |         | Nữ | DTTS |
I | Khối Đảng, đoàn thể | | | |
1 | Huyện ủy | 12 | 5 | 2 |
2 | MTTQ và đoàn thể | 9 | 4 | 1 |
II | Khối xã | | | |
1 | Xã Trung Chánh | 31 | 12 | 8 |
 | Cộng | 52 | 21 | 11 |
""",
        """
12 | person | - | Vũng Liêm | Huyện ủy | -
5 | person | Nữ | Vũng Liêm | Huyện ủy | 12
2 | person | DTTS | Vũng Liêm | Huyện ủy | 12
9 | person | - | Vũng Liêm | MTTQ và đoàn thể | -
4 | person | Nữ | Vũng Liêm | MTTQ và đoàn thể | 9
1 | person | DTTS | Vũng Liêm | MTTQ và đoàn thể | 9
31 | person | - | Trung Chánh | - | -
12 | person | Nữ | Trung Chánh | - | 31
8 | person | DTTS | Trung Chánh | - | 31
52 | person | - | Vũng Liêm | - | -
21 | person | Nữ | Vũng Liêm | - | 52
11 | person | DTTS | Vũng Liêm | - | 52
""",
    ),
    Case(
        "differences and their rates",
        "value unit indicator period ratio actor",
        """Biểu 2. Số đoàn viên các đơn vị (người)
Đơn vị | Năm 2021 | Năm 2022 | Tăng (+), giảm (-) | Tỷ lệ tăng (%)
LĐLĐ huyện Bình Tân | 4.100 | 4.305 | +205 | 5,0
LĐLĐ huyện Long Hồ | 9.000 | 8.820 | -180 | -2,0
""",
        """
4.100 | 4100 | person | union_members | 2021-01-01..2021-12-31 | - | LĐLĐ huyện Bình Tân
4.305 | 4305 | person | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Bình Tân
+205 | 205 | person | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Bình Tân
5,0 | 5 | percent | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Bình Tân
9.000 | 9000 | person | union_members | 2021-01-01..2021-12-31 | - | LĐLĐ huyện Long Hồ
8.820 | 8820 | person | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Long Hồ
-180 | -180 | person | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Long Hồ
-2,0 | -2 | percent | union_members | 2022-01-01..2022-12-31 | - | LĐLĐ huyện Long Hồ
""",
    ),
    Case(
        "percentages in the cells",
        "unit status ratio",
        """Tiêu chí | Kế hoạch | Kết quả
Tỷ lệ tập hợp đoàn viên | 90% | 92,5%
CĐCS hoàn thành tốt nhiệm vụ | 80% | 85%
Đoàn viên được phổ biến pháp luật | 95% | 97%
""",
        """
90% | percent | target | -/-
92,5% | percent | actual | -/-
80% | percent | target | -/-
85% | percent | actual | -/-
95% | percent | target | -/-
97% | percent | actual | -/-
""",
    ),
    Case(
        "totals that stand under one column only",
        "value unit counted indicator",
        """Chăm lo Tết Quý Mão 2023:
STT
Nội dung
Số lượng
Số tiền (đồng)
1
Tặng quà đoàn viên khó khăn
350 suất
175.000.000
2
Hỗ trợ xây nhà Mái ấm Công đoàn
4 căn
200.000.000
3
Tặng vé xe về quê
120 vé
36.000.000
Tổng cộng
411.000.000
""",
        """
350 | 350 | item | quà đoàn viên khó khăn | gifts
175.000.000 | 175000000 | VND | đồng | amount
4 | 4 | item | nhà Mái ấm Công đoàn | gifts
200.000.000 | 200000000 | VND | đồng | amount
120 | 120 | item | vé xe | gifts
36.000.000 | 36000000 | VND | đồng | amount
411.000.000 | 411000000 | VND | đồng | amount
""",
    ),
    Case(
        "one row with its number",
        "unit counted indicator actor",
        """TT  Đơn vị                 Đoàn viên  Nữ     Đảng viên
1   CĐCS Công ty Phú Hưng  1.204      655    23
""",
        """
1.204 | person | Đoàn viên | union_members | CĐCS Công ty Phú Hưng
655 | person | Nữ | union_members | CĐCS Công ty Phú Hưng
23 | person | Đảng viên | party_members | CĐCS Công ty Phú Hưng
""",
    ),
    Case(
        "heads in capitals, a plan that belongs to a document",
        "unit counted indicator status period place",
        """PHÂN BỔ CHỈ TIÊU PHÁT TRIỂN ĐOÀN VIÊN, THÀNH LẬP CĐCS NĂM 2023
(Kèm theo Kế hoạch số 12/KH-LĐLĐ ngày 05/01/2023)
STT
ĐƠN VỊ
PHÁT TRIỂN ĐOÀN VIÊN
THÀNH LẬP CĐCS
1
LĐLĐ thành phố Vĩnh Long
1.500
6
2
LĐLĐ huyện Mang Thít
600
2
TỔNG CỘNG
2.100
8
""",
        """
1.500 | person | ĐOÀN VIÊN | union_members_recruited | target | 2023-01-01..2023-12-31 | Vĩnh Long
6 | organisation | CĐCS | unions_established | target | 2023-01-01..2023-12-31 | Vĩnh Long
600 | person | ĐOÀN VIÊN | union_members_recruited | target | 2023-01-01..2023-12-31 | Mang Thít
2 | organisation | CĐCS | unions_established | target | 2023-01-01..2023-12-31 | Mang Thít
2.100 | person | ĐOÀN VIÊN | union_members_recruited | target | 2023-01-01..2023-12-31 | Vũng Liêm
8 | organisation | CĐCS | unions_established | target | 2023-01-01..2023-12-31 | Vũng Liêm
""",
    ),
    Case(
        "days as a column",
        "counted indicator period",
        """Bảng 3. Các lớp bồi dưỡng nhận thức về Đảng năm 2022
Lớp | Thời gian | Số học viên | Số được kết nạp
Lớp số 1 | 12 - 16/4/2022 | 78 | 31
Lớp số 2 | 20 - 24/9/2022 | 84 | 29
Tổng | | 162 | 60
""",
        """
78 | học viên | trained | 2022-04-12..2022-04-16
31 | - | admitted | 2022-04-12..2022-04-16
84 | học viên | trained | 2022-09-20..2022-09-24
29 | - | admitted | 2022-09-20..2022-09-24
162 | học viên | trained | 2022-01-01..2022-12-31
60 | - | admitted | 2022-01-01..2022-12-31
""",
    ),
    Case(
        "kinds of people as rows, shares of the total",
        "unit counted ratio",
        """Bảng 5. Cơ cấu đảng viên mới kết nạp năm 2022
TT
Cơ cấu
Số lượng
Tỷ lệ (%)
1
Nữ
21
42,0
2
Dân tộc Khmer
8
16,0
3
Công nhân
15
30,0
Tổng số
50
100
""",
        """
21 | person | Nữ | -
42,0 | percent | - | 21/50
8 | other | Dân tộc Khmer | -
16,0 | percent | - | 8/50
15 | person | Công nhân | -
30,0 | percent | - | 15/50
50 | person | - | -
100 | percent | - | -/-
""",
    ),
    Case(
        "sections and parts by dashes, a unit column between tabs",
        "unit counted indicator period of",
        """Nội dung\tĐVT\tNăm 2021\tNăm 2022
I. Tổ chức công đoàn\t\t\t
1. Tổng số CĐCS\tCĐCS\t101\t108
Trong đó: Doanh nghiệp\tCĐCS\t18\t22
2. Số CĐCS thành lập mới\tCĐCS\t4\t5
II. Đoàn viên\t\t\t
1. Tổng số đoàn viên\tNgười\t5.377\t5.904
- Nữ\tNgười\t3.010\t3.260
2. Tỷ lệ tập hợp\t%\t91,2\t92,7
""",
        """
101 | organisation | CĐCS | unions | 2021-01-01..2021-12-31 | -
108 | organisation | CĐCS | unions | 2022-01-01..2022-12-31 | -
18 | organisation | Doanh nghiệp | unions | 2021-01-01..2021-12-31 | 101
22 | organisation | Doanh nghiệp | unions | 2022-01-01..2022-12-31 | 108
4 | organisation | CĐCS thành lập mới | unions_established | 2021-01-01..2021-12-31 | -
5 | organisation | CĐCS thành lập mới | unions_established | 2022-01-01..2022-12-31 | -
5.377 | person | đoàn viên | union_members | 2021-01-01..2021-12-31 | -
5.904 | person | đoàn viên | union_members | 2022-01-01..2022-12-31 | -
3.010 | person | Nữ | union_members | 2021-01-01..2021-12-31 | -
3.260 | person | Nữ | union_members | 2022-01-01..2022-12-31 | -
91,2 | percent | - | - | 2021-01-01..2021-12-31 | -
92,7 | percent | - | - | 2022-01-01..2022-12-31 | -
""",
    ),
    Case(
        "groups with subheads of their own",
        "unit counted indicator place of",
        """TT
Đơn vị
Bồi dưỡng nhận thức về Đảng
Số lớp
Số người
Kết nạp đảng viên
Số lượng
Trong đó nữ
1
Đảng bộ xã Hiếu Nghĩa
1
45
7
3
2
Đảng bộ xã Trung Ngãi
1
38
5
2
Cộng
2
83
12
5
""",
        """
1 | class | lớp | classes_held | Hiếu Nghĩa | -
45 | person | người | trained | Hiếu Nghĩa | -
7 | person | đảng viên | admitted | Hiếu Nghĩa | -
3 | person | nữ | admitted | Hiếu Nghĩa | 7
1 | class | lớp | classes_held | Trung Ngãi | -
38 | person | người | trained | Trung Ngãi | -
5 | person | đảng viên | admitted | Trung Ngãi | -
2 | person | nữ | admitted | Trung Ngãi | 5
2 | class | lớp | classes_held | Vũng Liêm | -
83 | person | người | trained | Vũng Liêm | -
12 | person | đảng viên | admitted | Vũng Liêm | -
5 | person | nữ | admitted | Vũng Liêm | 12
""",
    ),
    Case(
        "two tables, each with its caption",
        "counted indicator actor",
        """Bảng 1. Giới thiệu đoàn viên ưu tú năm 2022
Đơn vị | Số người
CĐ Giáo dục | 31
CĐ Y tế | 12

Bảng 2. Kết nạp đảng viên năm 2022
Đơn vị | Số người
CĐ Giáo dục | 18
CĐ Y tế | 6
""",
        """
31 | người | nominated | CĐ Giáo dục
12 | người | nominated | CĐ Y tế
18 | người | admitted | CĐ Giáo dục
6 | người | admitted | CĐ Y tế
""",
    ),
    Case(
        "rates and sums of money",
        "value unit per",
        """Kết quả chăm lo Tết Nguyên đán 2022:
Đối tượng | Số người | Mức hỗ trợ (đồng/người) | Thành tiền (triệu đồng)
Công nhân bị giảm giờ làm | 120 | 1.000.000 | 120
Công nhân mắc COVID-19 | 85 | 500.000 | 42,5
Tổng | 205 | | 162,5
""",
        """
120 | 120 | person | -
1.000.000 | 1000000 | VND | person
120 | 120000000 | VND | -
85 | 85 | person | -
500.000 | 500000 | VND | person
42,5 | 42500000 | VND | -
205 | 205 | person | -
162,5 | 162500000 | VND | -
""",
    ),
    Case(
        "groups of people as columns, capitals",
        "counted indicator period place",
        """BIỂU TỔNG HỢP KẾT NẠP ĐẢNG VIÊN 9 THÁNG ĐẦU NĂM 2022
STT\tĐẢNG BỘ\tTỔNG SỐ\tNỮ\tDTTS\tĐOÀN VIÊN TNCS\tCÔNG NHÂN
1\tThị trấn Vũng Liêm\t9\t4\t1\t8\t2
2\tXã Trung Hiệp\t6\t2\t3\t5\t0
TỔNG CỘNG\t15\t6\t4\t13\t2
""",
        """
9 | - | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
4 | NỮ | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
1 | DTTS | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
8 | ĐOÀN VIÊN TNCS | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
2 | CÔNG NHÂN | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
6 | - | admitted | 2022-01-01..2022-09-30 | Trung Hiệp
2 | NỮ | admitted | 2022-01-01..2022-09-30 | Trung Hiệp
3 | DTTS | admitted | 2022-01-01..2022-09-30 | Trung Hiệp
5 | ĐOÀN VIÊN TNCS | admitted | 2022-01-01..2022-09-30 | Trung Hiệp
0 | CÔNG NHÂN | admitted | 2022-01-01..2022-09-30 | Trung Hiệp
15 | - | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
6 | NỮ | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
4 | DTTS | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
13 | ĐOÀN VIÊN TNCS | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
2 | CÔNG NHÂN | admitted | 2022-01-01..2022-09-30 | Vũng Liêm
""",
    ),
    Case(
        "empty columns between bars",
        "counted indicator period",
        """TT | Chỉ tiêu | Năm 2022 || Năm 2023
1 | Kết nạp đảng viên | 45 || 50
2 | Mở lớp cảm tình Đảng | 3 || 3
""",
        """
45 | đảng viên | admitted | 2022-01-01..2022-12-31
50 | đảng viên | admitted | 2023-01-01..2023-12-31
3 | lớp cảm tình Đảng | classes_held | 2022-01-01..2022-12-31
3 | lớp cảm tình Đảng | classes_held | 2023-01-01..2023-12-31
""",
    ),
    Case(
        "words and times between the numbers, a cell a line",
        "value counted indicator period",
        """TT
Nội dung công việc
Thời gian
Kinh phí
1
Mở lớp bồi dưỡng nhận thức về Đảng
Quý II
28 triệu đồng
2
Tổ chức hội nghị biểu dương
Tháng 11
15 triệu đồng
Cộng
43 triệu đồng
""",
        """
28 triệu | 28000000 | đồng | amount | 2022-04-01..2022-06-30
15 triệu | 15000000 | đồng | amount | 2022-11-01..2022-11-30
43 triệu | 43000000 | đồng | amount | 2022-01-01..2022-12-31
""",
    ),
    Case(
        "a share in brackets in the same cell",
        "value unit counted ratio",
        """Tiêu chí | Kết quả
Số đoàn viên được tuyên truyền | 5.100/5.904 (86,4%)
Số CĐCS đạt vững mạnh | 98/108 (90,7%)
""",
        """
5.100/5.904 | 5100 | person | đoàn viên được tuyên truyền | -/-
86,4% | 86.4 | percent | - | 5.100/5.904/-
98/108 | 98 | organisation | CĐCS đạt vững mạnh | -/-
90,7% | 90.7 | percent | - | 98/108/-
""",
    ),
    Case(
        "kinds of bodies as rows, a share named by both its terms",
        "unit counted indicator actor ratio",
        """Loại hình | CĐCS | Đoàn viên | Lao động | Tỷ lệ đoàn viên/lao động (%)
Hành chính sự nghiệp | 62 | 2.100 | 2.105 | 99,8
Doanh nghiệp nhà nước | 4 | 610 | 640 | 95,3
Doanh nghiệp FDI | 7 | 12.400 | 13.050 | 95,0
""",
        """
62 | organisation | CĐCS | unions | Hành chính sự nghiệp | -
2.100 | person | Đoàn viên | union_members | Hành chính sự nghiệp | -
2.105 | person | Lao động | workers | Hành chính sự nghiệp | -
99,8 | percent | - | union_members | Hành chính sự nghiệp | 2.100/2.105
4 | organisation | CĐCS | unions | Doanh nghiệp nhà nước | -
610 | person | Đoàn viên | union_members | Doanh nghiệp nhà nước | -
640 | person | Lao động | workers | Doanh nghiệp nhà nước | -
95,3 | percent | - | union_members | Doanh nghiệp nhà nước | 610/640
7 | organisation | CĐCS | unions | Doanh nghiệp FDI | -
12.400 | person | Đoàn viên | union_members | Doanh nghiệp FDI | -
13.050 | person | Lao động | workers | Doanh nghiệp FDI | -
95,0 | percent | - | union_members | Doanh nghiệp FDI | 12.400/13.050
""",
    ),
    Case(
        "a blank line between rows",
        "indicator period",
        """   Năm        Giới thiệu      Kết nạp

   2019          118             41

   2020          102             37

   2021           97             33
""",
        """
118 | nominated | 2019-01-01..2019-12-31
41 | admitted | 2019-01-01..2019-12-31
102 | nominated | 2020-01-01..2020-12-31
37 | admitted | 2020-01-01..2020-12-31
97 | nominated | 2021-01-01..2021-12-31
33 | admitted | 2021-01-01..2021-12-31
""",
    ),
]
