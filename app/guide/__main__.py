"""`python -m app.guide FOLDER`: the guide as files for any web server."""

import shutil
import sys
from pathlib import Path

from app.guide.pages import list_pages
from app.guide.rendering import FILES, FOLDER, list_pictures, write_page


def write_site(folder: Path) -> int:
    """Write all pages, pictures and the style into a folder. Returns the number of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in list_pages().values():
        (folder / f"{page.name}.html").write_text(write_page(page, FILES), encoding="utf-8")
    for path in (FOLDER / "guide.css", *list_pictures().values()):
        shutil.copyfile(path, folder / path.name)
    return len(list_pages())


if __name__ == "__main__":
    print(f"{write_site(Path(sys.argv[1]))} pages in {sys.argv[1]}")
