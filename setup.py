"""What `pyproject.toml` cannot say: a wheel has the guide's Markdown and pictures inside `app`."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"


class BuildWithGuide(build_py):
    """Copies what the guide shows from `docs/`; a checkout that is installed as it stands reads it there."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for path in (*DOCS.glob("*.md"), *DOCS.glob("*.svg"), *DOCS.glob("pictures/*.svg")):
                target = Path(self.build_lib) / "app" / "guide" / "docs" / path.relative_to(DOCS)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


setup(cmdclass={"build_py": BuildWithGuide})
