"""The shapes of the answers, for /docs and as the columns of CSV: `core` what all share, one file more per question."""

from app.schemas.core import *  # noqa: F403
