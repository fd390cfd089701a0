"""Sources, and what their adapters share. Imports only `graph` of ours."""
