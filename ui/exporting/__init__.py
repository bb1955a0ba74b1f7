"""What leaves the workspace as batches: what goes in, what was written, what a site holds."""
