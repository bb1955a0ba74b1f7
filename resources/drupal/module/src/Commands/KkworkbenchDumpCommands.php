<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Commands;

use Drupal\kkworkbench_import\SiteDump;
use Drush\Commands\DrushCommands;

/**
 * The command that dumps the site, for Drush 10 and 11, which read it from the comment.
 */
class KkworkbenchDumpCommands extends DrushCommands {

  /**
   * Writes what the site holds, for the workbench to compare with the batch.
   *
   * @param string $file
   *   The file to write.
   *
   * @command kkworkbench:dump
   * @usage drush kkworkbench:dump $PWD/dump.json
   *   Writes the dump.
   */
  public function dump(string $file) {
    $dump = new SiteDump();
    $dump->write($file);
    $this->output()->writeln(array_merge([$file], $dump->missing()));
  }

}
