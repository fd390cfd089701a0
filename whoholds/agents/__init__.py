"""Questions for programs with a language model, by the Model Context Protocol (`whoholds mcp`)."""
