<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Plugin\migrate\destination;

use Drupal\Core\Entity\ContentEntityInterface;
use Drupal\Core\Entity\RevisionLogInterface;
use Drupal\kkworkbench_import\FieldValues;
use Drupal\kkworkbench_import\HoldTrait;
use Drupal\migrate\Plugin\MigrateIdMapInterface;
use Drupal\migrate\Plugin\migrate\destination\EntityContentBase;
use Drupal\migrate\Plugin\MigrationInterface;
use Drupal\migrate\Row;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * Writes contacts that are entities of a module: neither nodes nor paragraphs.
 *
 * The batch writes the fields that the profile names, and nothing else. One in which nothing
 * changed is not saved.
 *
 * - entity_type, default_bundle: what is written.
 * - user: who saves.
 *
 * @MigrateDestination(id = "kkworkbench_entity")
 */
class BatchEntity extends EntityContentBase {

  use HoldTrait;

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition, ?MigrationInterface $migration = NULL) {
    // Core takes the type from the id of the plugin.
    return parent::create($container, $configuration, 'entity:' . $configuration['entity_type'], $plugin_definition, $migration);
  }

  /**
   * {@inheritdoc}
   */
  public function import(Row $row, array $old_destination_id_values = []) {
    $this->rollbackAction = MigrateIdMapInterface::ROLLBACK_DELETE;
    $values = $row->getDestination() + array_fill_keys($row->getEmptyDestinationProperties(), NULL);
    $values = array_filter($values, function ($name) {
      return $name[0] !== '_';
    }, ARRAY_FILTER_USE_KEY);
    $keys = $this->storage->getEntityType()->getKeys() + ['bundle' => ''];
    $id = reset($old_destination_id_values);
    $found = $id ? [$this->storage->load($id)] : $this->storage->loadByProperties(['uuid' => $values['uuid']]);
    $entity = reset($found) ?: NULL;
    if ($id && !$entity) {
      $this->hold("the contact $id was deleted on this site");
    }
    $log = (string) $row->getSourceProperty('revision_log');
    if (!$entity) {
      $bundle = $keys['bundle'] ? [$keys['bundle'] => $this->configuration['default_bundle']] : [];
      $entity = $this->storage->create($bundle + $values);
      $this->saved($entity, $log);
      return [$entity->id()];
    }
    if ($entity->getEntityType()->isRevisionable() && $this->storage->getLatestRevisionId($entity->id()) != $entity->getRevisionId()) {
      $this->hold('an editor has a draft of "' . $entity->label() . '" that is not published');
    }
    // One that the site had before outlives a rollback.
    $this->setRollbackAction($row->getIdMap());
    $fixed = array_diff_key($keys, ['label' => 1, 'published' => 1]);
    if (FieldValues::lay($entity, $values, array_values($fixed))) {
      $this->saved($entity, $log);
    }
    return [$entity->id()];
  }

  /**
   * Saves, in a revision of its own where the type has such.
   */
  protected function saved(ContentEntityInterface $entity, string $log): void {
    if (!$entity->isNew() && $entity->getEntityType()->isRevisionable()) {
      $entity->setNewRevision(TRUE);
    }
    if ($entity instanceof RevisionLogInterface) {
      $entity->setRevisionLogMessage($log);
      $entity->setRevisionUserId($this->configuration['user']);
      $entity->setRevisionCreationTime(\Drupal::time()->getCurrentTime());
    }
    $entity->save();
  }

}
