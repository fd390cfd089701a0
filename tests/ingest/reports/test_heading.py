"""The first lines of a text as newspapers write them; texts without a heading say nothing of themselves."""

import pytest

from ingest.reports.heading import read_heading
from ingest.reports.texts import FileAbout

SWAP = "Lake Guard frees dozens in swap as row grows over deaths at Old Mill"
ADDRESS = "https://lakepost.example/2019/06/20/swap"


@pytest.mark.parametrize(
    ("lines", "about"),
    [
        ([SWAP, "The Lake Post", "Thursday 20 June 2019", ADDRESS, "", "By our correspondent in Rivertown"],
         FileAbout(SWAP, "The Lake Post", "2019-06-20", ADDRESS)),
        ([SWAP, "", "The Lake Post", "", "20 June 2019", "",
          "Twelve men were freed on Tuesday, the chief of the guard said."],
         FileAbout(SWAP, "The Lake Post", "2019-06-20")),
        (["The Lake Post", f"Source: {ADDRESS}", "The guard freed twelve men on Tuesday, its chief said in Rivertown."],
         FileAbout("The Lake Post", url=ADDRESS)),
        ([SWAP, "Rivertown, 20 June 2019", "By Ann Stone"], FileAbout(SWAP, published="2019-06-20")),
        (["العنوان الأول", "صحيفة البحيرة", "٢٠ حزيران ٢٠١٩"],
         FileAbout("العنوان الأول", "صحيفة البحيرة", "2019-06-20")),
        ([SWAP, "", "On 20 June 2019 twelve men were freed, the chief of the guard said."], FileAbout()),
        (["The guard freed twelve men on 20 June 2019."], FileAbout()),
        (["On 3 May they met", "On 4 May they parted", "On 5 May nobody came"], FileAbout()),
        ([], FileAbout()),
    ],
)  # fmt: skip
def test_a_heading_says_title_publisher_day_and_address(lines: list[str], about: FileAbout) -> None:
    assert read_heading(lines) == about
