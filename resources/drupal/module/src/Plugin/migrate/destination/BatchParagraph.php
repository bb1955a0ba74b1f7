<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Plugin\migrate\destination;

use Drupal\entity_reference_revisions\Plugin\migrate\destination\EntityReferenceRevisions;
use Drupal\kkworkbench_import\FieldValues;
use Drupal\kkworkbench_import\HoldTrait;
use Drupal\migrate\Plugin\MigrateIdMapInterface;
use Drupal\migrate\Row;

/**
 * Writes paragraphs: a changed one gets a new revision, an unchanged one is left alone.
 *
 * The page that is live goes on showing the revision it refers to, until the page itself is saved.
 *
 * @MigrateDestination(id = "kkworkbench_paragraph")
 */
class BatchParagraph extends EntityReferenceRevisions {

  use HoldTrait;

  /**
   * Properties that belong to the site once the paragraph is there.
   */
  protected const FIXED = ['id', 'uuid', 'type', 'langcode', 'revision_id'];

  /**
   * {@inheritdoc}
   */
  protected static function getEntityTypeId($plugin_id) {
    return 'paragraph';
  }

  /**
   * {@inheritdoc}
   */
  public function import(Row $row, array $old_destination_id_values = []) {
    $this->rollbackAction = MigrateIdMapInterface::ROLLBACK_DELETE;
    $bundle = $this->configuration['default_bundle'];
    $values = $row->getDestination() + array_fill_keys($row->getEmptyDestinationProperties(), NULL);
    $old = reset($old_destination_id_values);
    $paragraph = $old ? $this->storage->load($old) : NULL;
    if (!$paragraph) {
      $found = $this->storage->loadByProperties(['uuid' => $values['uuid']]);
      $paragraph = reset($found) ?: NULL;
    }
    if (!$paragraph) {
      $paragraph = $this->storage->create(['type' => $bundle] + $values);
      $paragraph->save();
    }
    elseif ($paragraph->bundle() !== $bundle) {
      $this->hold('the paragraph ' . $paragraph->id() . ' is a ' . $paragraph->bundle());
    }
    else {
      // One that the site had before, as from a recipe, outlives a rollback.
      $this->setRollbackAction($row->getIdMap());
      if (FieldValues::lay($paragraph, $values, self::FIXED)) {
        $paragraph->setNewRevision(TRUE);
        $paragraph->save();
      }
    }
    return [$paragraph->id(), $paragraph->getRevisionId()];
  }

  /**
   * {@inheritdoc}
   */
  public function rollback(array $destination_identifier) {
    $paragraph = $this->storage->load(reset($destination_identifier));
    if ($paragraph) {
      $paragraph->delete();
    }
  }

}
