"""The batch that a site administrator imports into Drupal."""
