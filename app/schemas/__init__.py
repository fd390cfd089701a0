"""The shapes of the answers, for /docs and as the columns of CSV: `core` what all share, one file more per question."""

from app.schemas.chain import *  # noqa: F403
from app.schemas.contested import *  # noqa: F403
from app.schemas.core import *  # noqa: F403
from app.schemas.ledger import *  # noqa: F403
from app.schemas.series import *  # noqa: F403
