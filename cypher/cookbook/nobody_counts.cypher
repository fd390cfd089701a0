// Holdings of which no source gives a number: what to ask next.
//
// One row per holder, group and way of holding: holder, held, how (the predicate), statements (how many say so), first
// and last (the first and the last day on which any of them saw it, or says that it may have been so), saidBy (who).
MATCH (holder:Actor)<-[:SUBJECT]-(said:Statement)-[:OBJECT]->(people:Group)
WHERE said.predicate IN ['holds', 'guards', 'administers'] AND said.actual AND said.polarity = 'asserts'
  AND said.closedIn = 2147483647
MATCH (said)-[:SAID_BY]->(speaker:Entity)
WITH holder.name AS holder, people.name AS held, said, speaker.name AS name
ORDER BY name
WITH holder, held, said.predicate AS how, count(DISTINCT said.id) AS statements,
  min(CASE said.validityKind WHEN 'observed' THEN said.earliestEnd ELSE said.earliestStart END) AS first,
  max(CASE said.validityKind WHEN 'observed' THEN said.latestStart ELSE said.latestEnd END) AS last,
  collect(DISTINCT name) AS saidBy, sum(CASE said.countUnit WHEN 'people' THEN 1 ELSE 0 END) AS counted
WHERE counted = 0
RETURN holder, held, how, statements, first, last, saidBy
ORDER BY holder, held, how
