"""The answers have the shapes that /docs tells of: no field more, none less."""

import httpx
import pytest
from pydantic import TypeAdapter

from app.answers.cypher import QueriesAnswer, SavedQueryAnswer
from app.answers.status import StatusAnswer
from app.questions.alliances_diff import AlliancesDiffAnswer
from app.questions.alliances_series import AlliancesSeriesAnswer
from app.questions.balance import BalanceAnswer
from app.questions.chain import ChainAnswer
from app.questions.changes import ChangesAnswer
from app.questions.contested import ContestedAnswer
from app.questions.custody import CustodyAnswer
from app.questions.custody_diff import CustodyDiffAnswer
from app.questions.entities import EntitiesAnswer
from app.questions.entity import EntityAnswer
from app.questions.entity_statements import EntityStatementsAnswer
from app.questions.events import EventsAnswer
from app.questions.groups import GroupsAnswer
from app.questions.ledger import LedgerAnswer
from app.questions.matches import MatchesAnswer
from app.questions.methods import MethodsAnswer
from app.questions.network import NetworkAnswer
from app.questions.network_spells import NetworkSpellsAnswer
from app.questions.paths import PathsAnswer
from app.questions.places import PlacesAnswer
from app.questions.plans import PlansAnswer
from app.questions.search import SearchAnswer
from app.questions.series import SeriesAnswer
from app.questions.silences import SilencesAnswer
from app.questions.source import SourceAnswer
from app.questions.sources import SourcesAnswer
from app.questions.statement import StatementAnswer
from app.questions.stories import StoriesAnswer
from app.questions.story import StoryAnswer
from app.questions.words import WordsAnswer
from app.schemas.alliances import AlliancesAnswer

ANSWERS: list[tuple[str, type]] = [
    ("custody?held=isis-suspects&as_of=2026-02-05", CustodyAnswer),
    ("custody?as_of=2019&known_at=2026-11-22", CustodyAnswer),
    ("custody?as_of=2026-01-10&nationality=French", CustodyAnswer),
    ("custody?held=isis-suspects&as_of=2026-02-05&include=explain&exclude=iraq", CustodyAnswer),
    ("alliances?as_of=2026-01-25&include=explain&min_independent=1", AlliancesAnswer),
    ("alliances?as_of=2026-01-25", AlliancesAnswer),
    ("alliances?as_of=2026-01-25&actor=sdf", AlliancesAnswer),
    ("alliances/balance?as_of=2026-01-25", BalanceAnswer),
    ("alliances/balance?as_of=2026-01-25&actor=sdf&seconds=2&exclude=parties", BalanceAnswer),
    ("alliances/balance?as_of=1800", BalanceAnswer),
    ("alliances/series?from=2025&to=2026", AlliancesSeriesAnswer),
    ("alliances/series?from=2026-01&to=2026-02&step=P7D&actor=sdf&other=damascus&exclude=iraq", AlliancesSeriesAnswer),
    ("alliances/diff?from=2026-01-10&to=2026-01-25&sign=hostile", AlliancesDiffAnswer),
    ("alliances/diff?from=2025-01-10&to=2026-01-25&from_known_at=2026-01-20&actor=sdf", AlliancesDiffAnswer),
    ("network?as_of=2026-01-25", NetworkAnswer),
    ("network?as_of=2026-01-25&actor=sdf&depth=2&sign=friendly&limit=2", NetworkAnswer),
    ("network/spells", NetworkSpellsAnswer),
    ("network/spells?from=2025&to=2026&actor=sdf&depth=2&sign=hostile&exclude=iraq", NetworkSpellsAnswer),
    ("vocabulary", WordsAnswer),
    ("vocabulary?word=arrests", WordsAnswer),
    ("vocabulary?type=kind&word=xyzzy", WordsAnswer),
    ("contested", ContestedAnswer),
    ("silences", SilencesAnswer),
    ("silences?entity=sdf&kind=gap&as_of=2026-02-05", SilencesAnswer),
    ("silences?held=isis-suspects&as_of=2026-02-05&include=explain", SilencesAnswer),
    ("contested?include=explain", ContestedAnswer),
    ("plans?include=explain", PlansAnswer),
    ("custody/series?held=isis-suspects&include=explain", SeriesAnswer),
    ("custody/chain?held=isis-suspects&include=explain", ChainAnswer),
    ("changes?since=0", ChangesAnswer),
    ("custody/diff?from=2026-01-25&to=2026-02-05&held=isis-suspects", CustodyDiffAnswer),
    ("custody/diff?from=2026-01-25&from_known_at=2026-01-22&known_at=2026-02-14&exclude=iraq", CustodyDiffAnswer),
    ("custody/diff?from=2026-02-05&from_version=0&place=Iraq&nationality=French", CustodyDiffAnswer),
    ("alliances/diff?from=2026-01-25&from_version=0", AlliancesDiffAnswer),
    ("groups?as_of=2026-02-05", GroupsAnswer),
    ("groups?holder=iraq&as_of=2026-02-05&exclude=iraq", GroupsAnswer),
    ("places?as_of=2019", PlacesAnswer),
    ("places?holder=sdf&held=isis-suspects&as_of=2019&min_independent=1", PlacesAnswer),
    ("matches", MatchesAnswer),
    ("matches?source=isis-detainee-transfer&limit=2", MatchesAnswer),
    ("plans", PlansAnswer),
    ("plans?held=isis-suspects", PlansAnswer),
    ("plans?nationality=French", PlansAnswer),
    ("custody/series?held=isis-suspects&start=2019&end=2026", SeriesAnswer),
    ("custody/series?held=isis-suspects&holder=sdf&as_of=2026-02-05&exclude=iraq", SeriesAnswer),
    ("custody/chain?held=isis-suspects", ChainAnswer),
    ("custody/ledger?held=isis-suspects&as_of=2026-02-05&include=explain", LedgerAnswer),
    ("paths?from=us&to=isis-suspects&as_of=2026-01&exclude=iraq", PathsAnswer),
    ("paths?from=us&to=sdf&as_of=2014/2026&time_respecting=true&include=statements&kinds=holds,LEADS", PathsAnswer),
    ("entities", EntitiesAnswer),
    ("entities/sdf", EntityAnswer),
    ("entities/isis-suspects/statements", EntityStatementsAnswer),
    ("events", EventsAnswer),
    ("events?exclude=parties", EventsAnswer),
    ("entities/isis-suspects/statements?trust=cbs-news", EntityStatementsAnswer),
    ("statements/isis-detainee-transfer:iraq-received", StatementAnswer),
    ("sources", SourcesAnswer),
    ("sources/isis-detainee-transfer", SourceAnswer),
    ("status", StatusAnswer),
    ("queries", QueriesAnswer),
    ("queries/denials", SavedQueryAnswer),
    ("methods", MethodsAnswer),
    ("stories", StoriesAnswer),
    ("stories/iraq-2014-2019?step=1", StoryAnswer),
]


@pytest.mark.parametrize(("path", "model"), ANSWERS, ids=[path for path, _ in ANSWERS])
def test_an_answer_has_the_shape_of_its_schema(base: str, path: str, model: type) -> None:
    content = httpx.get(f"{base}/v1/{path}", timeout=60).json()
    assert _read_as(model, content) == content


def test_the_text_of_a_query_of_the_cookbook_gives_the_same_rows(base: str) -> None:
    saved = httpx.get(f"{base}/v1/queries/denials", timeout=60).json()
    sent = httpx.post(f"{base}/v1/cypher", json={"query": saved["query"]["text"]}, timeout=60).json()
    assert saved["rows"]
    assert sent["rows"] == saved["rows"]


def test_matches_of_a_search_have_their_shape(base: str) -> None:
    content = httpx.get(f"{base}/v1/search", params={"q": "isis"}, timeout=60).json()
    assert content["rows"]
    assert _read_as(SearchAnswer, content) == content


def test_every_address_under_v1_tells_its_shape_and_its_problems(base: str) -> None:
    paths = httpx.get(f"{base}/openapi.json", timeout=60).json()["paths"]
    for path, methods in paths.items():
        for method in methods.values() if path.startswith("/v1/") else ():
            form = "application/x-ndjson" if path == "/v1/load" else "application/json"  # a load answers in lines
            content = method["responses"]["200"]["content"]
            assert (
                content.keys() == {"application/zip"} if path == "/v1/packs" else "$ref" in content[form]["schema"]
            ), path
            assert list(method["responses"]["422"]["content"]) == ["application/problem+json"], path


def _read_as(shape: type, content: object) -> object:
    """The content with only the fields that the shape has."""
    shaped = TypeAdapter(shape)
    return shaped.dump_python(shaped.validate_python(content), mode="json")
