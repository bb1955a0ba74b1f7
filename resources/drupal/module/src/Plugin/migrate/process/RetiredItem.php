<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Plugin\migrate\process;

use Drupal\migrate\MigrateExecutableInterface;
use Drupal\migrate\MigrateSkipRowException;
use Drupal\migrate\ProcessPluginBase;
use Drupal\migrate\Row;

/**
 * Leaves out an item that is retired and was never on this site.
 *
 * A site that missed a batch is told to retire what it did not receive. That is not made first.
 *
 * - entity_type: what the item is on the site.
 *
 * @MigrateProcessPlugin(id = "kkworkbench_retired")
 */
class RetiredItem extends ProcessPluginBase {

  /**
   * {@inheritdoc}
   */
  public function transform($value, MigrateExecutableInterface $migrate_executable, Row $row, $destination_property) {
    if ($value && !$this->isHere((string) $row->getSourceProperty('uuid'))) {
      throw new MigrateSkipRowException();
    }
    return NULL;
  }

  /**
   * Says whether the site has an entity with a uuid.
   */
  protected function isHere(string $uuid): bool {
    return (bool) \Drupal::entityTypeManager()->getStorage($this->configuration['entity_type'])->getQuery()
      ->accessCheck(FALSE)->condition('uuid', $uuid)->range(0, 1)->execute();
  }

}
