"""whoholds from Python: who holds whom, on which day, how many, and who says so.

    import whoholds

    db = whoholds.connect()
    answer = db.custody("ISIS suspects", as_of="2026-02-05")
    print(answer.summary)
    frame = answer.to_pandas()

`connect` asks the service that runs on your data, or starts one for as long as this process needs it. It imports
nothing of the program itself, so files of yours named `graph.py` or `app.py` are no danger to it.
"""

from whoholds.answer import Answer
from whoholds.database import Database, connect
from whoholds.errors import ServiceError

__all__ = ["Answer", "Database", "ServiceError", "connect"]
