// All sources of a data version, each with its publisher and the sources that it translates, copies or quotes.
//
// $version INTEGER
// One row per source: source, publisher, related.
MATCH (source:Source)
WHERE source.openedIn <= $version
OPTIONAL MATCH (source)-[:PUBLISHED_BY]->(publisher:Entity)
RETURN source {.*} AS source, publisher.id AS publisher,
  [(source)-[link:TRANSLATION_OF|COPY_OF|QUOTES]->(other:Source) | [type(link), other.id]] AS related
