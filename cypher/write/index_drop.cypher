// Remove an index; it is made anew from what there is. SCHEMA_NAME is put in from the files of `schema/`.
DROP INDEX SCHEMA_NAME IF EXISTS
