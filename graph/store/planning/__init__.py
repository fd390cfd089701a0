"""Files for `neo4j-admin database import full`, which fills an empty Neo4j many times faster than loads do.

Sources are loaded as ever, into a store that writes files (`planned_store.py`). What it holds then, or what another
store holds, becomes CSV, with the command that imports it and what is to be done afterwards (`import_files.py`).
"""
