<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import;

use Drupal\migrate\MigrateException;
use Drupal\migrate\Plugin\MigrateIdMapInterface;
use Drupal\migrate\Plugin\MigrationInterface;

/**
 * Puts a row off with a message.
 *
 * A row that fails in the ordinary way stores its hash, and is not looked at again before the
 * batch changes it. One that needs an update is tried at every run.
 */
trait HoldTrait {

  /**
   * Leaves the row for the next run, and says why.
   */
  protected function hold(string $why): void {
    throw new MigrateException($why, 0, NULL, MigrationInterface::MESSAGE_WARNING, MigrateIdMapInterface::STATUS_NEEDS_UPDATE);
  }

}
