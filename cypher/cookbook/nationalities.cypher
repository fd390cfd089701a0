// Of what nationality the people of a group, and of its parts, are said to be.
//
// held STRING  id of the group
//
// One row per statement and nationality: held, how (of_nationality: they all are; composed_of: some are), nationality,
// together (how many nationalities share the figure), countMin, countMax, unit (per cent for a share), wording, places,
// when (as the source puts it), saidBy, key.
WITH 'isis-suspects' AS held
MATCH (:Entity {id: held})<-[:PART_OF*0..8]-(people:Group)
WITH DISTINCT people
MATCH (people)<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(nationality:Nationality)
WHERE statement.predicate IN ['of_nationality', 'composed_of'] AND statement.polarity = 'asserts' AND statement.actual
  AND statement.closedIn = 2147483647
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
RETURN people.name AS held, statement.predicate AS how, nationality.name AS nationality,
  COUNT { (statement)-[:OBJECT]->(:Nationality) } AS together,
  statement.countMin AS countMin, statement.countMax AS countMax, statement.countUnit AS unit,
  statement.countWording AS wording,
  COLLECT { MATCH (statement)-[:AT]->(place:Entity) RETURN place.name AS name ORDER BY name } AS places,
  statement.validityWritten AS when, speaker.name AS saidBy, statement.key AS key
ORDER BY held, nationality, key
