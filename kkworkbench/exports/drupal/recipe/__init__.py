"""A workspace as a recipe of Drupal's core: content for a site that has none yet."""
