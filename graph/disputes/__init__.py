"""Where statements cannot all be true."""
