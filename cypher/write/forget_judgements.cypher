// Take back judgements that no file holds any more.
//
// $ids LIST of STRING  the judgements that stay
MATCH (n:Judgement)
WHERE NOT n.id IN $ids
DELETE n
