"""The workshop: the facilitator's page and the window for the projector."""
