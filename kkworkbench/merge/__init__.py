"""What differs between two states, in words, and how two lines of work are joined."""
