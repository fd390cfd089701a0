// Mark an unpublished load as swept; its version stays used.
//
// $version INTEGER
MATCH (load:Load {version: $version})
SET load.swept = true
