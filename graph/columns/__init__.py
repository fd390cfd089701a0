"""All statements as columns in memory."""
