"""Lines that tell whose a site is."""

import re

OWNER = re.compile(r"©|bản quyền|cơ quan chủ quản|cổng thông tin|trang thông tin|copyright")  # in plain text
