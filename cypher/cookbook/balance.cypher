// Three actors of whom each pair is tied on a day, and whether their ties balance.
//
// day DATE  the day asked about; every tie holds on it at least possibly
//
// One row per three actors whose pairs are each only friendly or only hostile on that day: one, two, three (by name),
// foes (how many of the three pairs are hostile), balanced (true with none or two: the enemy of my enemy is my friend).
// A pair that is both is left out. The signs are those of graph/vocabulary.
WITH date('2026-01-25') AS day,
  ['ALLIED_WITH', 'SUPPORTS', 'COOPERATES_WITH', 'FIGHTS_BESIDE'] AS friendly,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile
MATCH (one:Actor)-[first]-(two:Actor)-[second]-(three:Actor)-[third]-(one)
WHERE one.name < two.name AND two.name < three.name
  AND type(first) IN friendly + hostile AND first.earliestStart <= day AND day <= first.latestEnd
  AND type(second) IN friendly + hostile AND second.earliestStart <= day AND day <= second.latestEnd
  AND type(third) IN friendly + hostile AND third.earliestStart <= day AND day <= third.latestEnd
WITH one.name AS one, two.name AS two, three.name AS three,
  collect(DISTINCT type(first) IN hostile) AS firsts, collect(DISTINCT type(second) IN hostile) AS seconds,
  collect(DISTINCT type(third) IN hostile) AS thirds
WHERE size(firsts) = 1 AND size(seconds) = 1 AND size(thirds) = 1
WITH one, two, three, size([foe IN firsts + seconds + thirds WHERE foe]) AS foes
RETURN one, two, three, foes, foes IN [0, 2] AS balanced
ORDER BY one, two, three
