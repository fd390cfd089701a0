"""How a custody went on."""
