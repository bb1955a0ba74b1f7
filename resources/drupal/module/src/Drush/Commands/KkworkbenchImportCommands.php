<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Drush\Commands;

use Drupal\kkworkbench_import\SiteDump;
use Drush\Attributes as CLI;
use Drush\Commands\DrushCommands;

/**
 * The command that dumps the site, for Drush 12 and later, which find it by its namespace.
 */
class KkworkbenchImportCommands extends DrushCommands {

  /**
   * Writes what the site holds, for the workbench to compare with the batch.
   */
  #[CLI\Command(name: 'kkworkbench:dump')]
  #[CLI\Argument(name: 'file', description: 'The file to write.')]
  #[CLI\Usage(name: 'drush kkworkbench:dump $PWD/dump.json', description: 'Writes the dump.')]
  public function dump(string $file): void {
    $dump = new SiteDump();
    $dump->write($file);
    $this->output()->writeln(array_merge([$file], $dump->missing()));
  }

}
