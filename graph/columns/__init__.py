"""All statements as columns in memory, and what they say of whole networks on any day."""
