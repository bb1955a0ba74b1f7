"""The site's own pages: inventories, sitemaps and saved pages, as one tree with a plan."""
