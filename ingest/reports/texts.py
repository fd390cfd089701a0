"""A report as text: its paragraphs by number, and what its file says of itself."""

from dataclasses import dataclass

AS_TEXT = "save the text of the report as .txt (UTF-8), and give that file"
LONGEST = 5_000_000  # characters of a text


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A paragraph, or a part of a long one, by its number in the whole report; `page` is None without pages."""

    number: int
    text: str
    page: int | None = None

    @property
    def locator(self) -> str:
        return str(self.number) if self.page is None else f"page {self.page}, paragraph {self.number}"


@dataclass(frozen=True, slots=True)
class FileAbout:
    """What a file says of its report; empty where it does not. `published` is as written, or an ISO day.

    `text` is the name of a file that holds the text itself, in UTF-8, in which citations can be looked up.
    """

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as read: the name of its file, its paragraphs, and what the file says of it."""

    file: str
    paragraphs: list[ReportParagraph]
    about: FileAbout = FileAbout()


Blocks = list[tuple[str, int | None]]  # paragraphs with their pages
