<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Plugin\migrate\process;

use Drupal\migrate\MigrateExecutableInterface;
use Drupal\migrate\MigrateSkipRowException;
use Drupal\migrate\ProcessPluginBase;
use Drupal\migrate\Row;

/**
 * Turns the ids of a batch's items into what the site's fields hold.
 *
 * An id is looked up in the map of its migration, else by the entity's uuid: the one in the source
 * property that "uuid_from" names, or the one at the end of the id. A row whose reference leads
 * nowhere waits for the next run; one that is retired goes without it.
 *
 * - migration, entity_type: where the item went.
 * - as: "id"; "revision" (target_id and target_revision_id); "uri", after "prefix"; or "menu_link".
 *
 * @MigrateProcessPlugin(id = "kkworkbench_reference", handle_multiples = TRUE)
 */
class BatchReference extends ProcessPluginBase {

  /**
   * The map of each migration, made once: a new one checks its tables.
   *
   * @var \Drupal\migrate\Plugin\MigrateIdMapInterface[]
   */
  protected static $maps = [];

  /**
   * {@inheritdoc}
   */
  public function transform($value, MigrateExecutableInterface $migrate_executable, Row $row, $destination_property) {
    if (is_array($value)) {
      return array_values(array_filter(array_map(function ($id) use ($row) {
        return $this->resolved((string) $id, '', $row);
      }, array_filter($value))));
    }
    if ($value === NULL || $value === '') {
      return NULL;
    }
    $from = $this->configuration['uuid_from'] ?? '';
    return $this->resolved((string) $value, $from ? (string) $row->getSourceProperty($from) : '', $row);
  }

  /**
   * Returns what a field holds for an item.
   */
  protected function resolved(string $item, string $uuid, Row $row) {
    $as = $this->configuration['as'] ?? 'id';
    $type = $this->configuration['entity_type'];
    $storage = \Drupal::entityTypeManager()->getStorage($type);
    $found = $this->mapped($item);
    if ($found === NULL) {
      $uuid = $uuid ?: substr((string) strrchr(':' . $item, ':'), 1);
      $ids = $storage->getQuery()->accessCheck(FALSE)->condition('uuid', $uuid)->range(0, 1)->execute();
      if (!$ids && $row->getSourceProperty('retired')) {
        return NULL;
      }
      if (!$ids) {
        // Core marks a row as failed for good where a process throws anything else.
        throw new MigrateSkipRowException($row->getSourceProperty('id') . " waits: $item is not on this site yet", FALSE);
      }
      $found = [reset($ids)];
    }
    if ($as === 'uri') {
      return ($this->configuration['prefix'] ?? 'entity:node/') . $found[0];
    }
    if ($as === 'menu_link') {
      $link = $storage->load($found[0]);
      return $link ? $link->getPluginId() : NULL;
    }
    if ($as === 'revision') {
      $revision = $found[1] ?? $storage->getLatestRevisionId($found[0]);
      return ['target_id' => $found[0], 'target_revision_id' => $revision];
    }
    return $found[0];
  }

  /**
   * Returns the ids that the map holds for an item, if any.
   */
  protected function mapped(string $item): ?array {
    $migration = $this->configuration['migration'];
    if (!isset(self::$maps[$migration])) {
      self::$maps[$migration] = \Drupal::service('plugin.manager.migration')->createInstance($migration)->getIdMap();
    }
    foreach (self::$maps[$migration]->lookupDestinationIds(['id' => $item]) as $ids) {
      $ids = array_values($ids);
      if ($ids && $ids[0] !== NULL) {
        return $ids;
      }
    }
    return NULL;
  }

}
