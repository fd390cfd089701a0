"""The same entities as statements in CSV, a line for each value, as OpenSanctions publishes them."""
