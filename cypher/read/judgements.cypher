// The judgements in force.
//
// One row per judgement: judgement.
MATCH (n:Judgement)
RETURN n {.*} AS judgement
