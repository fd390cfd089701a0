// Begin a load.
//
// $version INTEGER, $at STRING (UTC instant), $dataset STRING
// $touched LIST of STRING  entities whose shortcuts change, though no statement of theirs does
CREATE (:Load {version: $version, at: datetime($at), dataset: $dataset, touched: $touched, published: false,
  swept: false})
