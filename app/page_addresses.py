"""The addresses of the page's views, each of which shows the answer at the same path under /v1."""

VIEWS = (
    "/custody",
    "/custody/series",
    "/custody/chain",
    "/custody/ledger",
    "/plans",
    "/alliances",
    "/alliances/diff",
    "/entities",
    "/contested",
    "/silences",
    "/matches",
    "/sources",
    "/vocabulary",
    "/search",
    "/cypher",
    "/queries",
    "/stories",
    "/methods",
)
PLAIN = ("/docs", "/add", "/about", "/how-to-read")  # views without an answer of their own
OF_ONE = ("/entities", "/statements", "/sources", "/queries", "/stories")  # with an id after it
WITHOUT_LANGUAGE = ("/cypher", "/queries")  # queries are answered in no language
PAGE_ONLY = frozenset({"embed", "sort", "pick", "camera", "speed", "span", "change"})


def is_view(path: str) -> bool:
    """Whether the page has a view of the answer at this path, which is without /v1."""
    folder, _, id_ = path.rpartition("/")
    return path in VIEWS or (folder in OF_ONE and bool(id_))
