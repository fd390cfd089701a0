"""A question on its way to an answer: what it may rest on, together with how it was asked.

Apart from `question`, since a command that asks a running service reads its parameters and makes no selection.
"""

from app.answers.question import Common
from graph.selection.selection import Selection

Asked = Selection[Common]
