// How many pairs of actors were friendly, and how many hostile, year by year.
//
// years LIST of STRING  the years
//
// One row per year: year, friendly and hostile (how many pairs are reported as such on some day of the year). A pair
// may be both; a year without any has no row. The signs are those of graph/vocabulary.
WITH ['2012', '2014', '2016', '2018', '2020', '2026'] AS years,
  ['ALLIED_WITH', 'SUPPORTS', 'COOPERATES_WITH', 'FIGHTS_BESIDE'] AS friendly,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile
UNWIND years AS year
MATCH (one:Actor)-[edge]->(other:Actor)
WHERE type(edge) IN friendly + hostile
  AND (edge.latestStart <= date(year + '-12-31') OR edge.earliestEnd <= date(year + '-12-31'))
  AND (date(year + '-01-01') <= edge.earliestEnd OR date(year + '-01-01') <= edge.latestStart)
WITH year, type(edge) IN friendly AS good, CASE WHEN one.id < other.id THEN one.id ELSE other.id END AS first,
  CASE WHEN one.id < other.id THEN other.id ELSE one.id END AS second
WITH DISTINCT year, good, first, second
RETURN year, sum(CASE WHEN good THEN 1 ELSE 0 END) AS friendly, sum(CASE WHEN good THEN 0 ELSE 1 END) AS hostile
ORDER BY year
