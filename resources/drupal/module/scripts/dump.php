<?php

/**
 * @file
 * Writes a dump of the site: KKWORKBENCH_DUMP=/folder/dump.json drush php:script dump.php.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

use Drupal\kkworkbench_import\SiteDump;

$file = getenv('KKWORKBENCH_DUMP');
if (!$file) {
  throw new \RuntimeException('Set KKWORKBENCH_DUMP to the name of the file to write.');
}
$dump = new SiteDump();
$dump->write($file);
print implode("\n", array_merge([$file], $dump->missing())) . "\n";
