"""The guide that takes in files of every source."""
