// A load's version is never used again.
CREATE CONSTRAINT load_version IF NOT EXISTS FOR (n:Load) REQUIRE n.version IS UNIQUE
