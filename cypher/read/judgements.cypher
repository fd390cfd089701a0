// The judgements in force, in the order of their ids.
//
// One row per judgement: judgement.
MATCH (n:Judgement)
RETURN n {.*} AS judgement
ORDER BY n.id
