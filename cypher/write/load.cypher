// Begin a load.
//
// $version INTEGER, $at STRING (UTC instant), $dataset STRING
CREATE (:Load {version: $version, at: datetime($at), dataset: $dataset, published: false, swept: false})
