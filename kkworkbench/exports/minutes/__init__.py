"""The minutes of a workshop: what they say, and how they are written."""
