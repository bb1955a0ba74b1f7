<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import\Plugin\migrate\destination;

use Drupal\Core\Entity\FieldableEntityInterface;
use Drupal\kkworkbench_import\FieldValues;
use Drupal\kkworkbench_import\HoldTrait;
use Drupal\migrate\Plugin\MigrateIdMapInterface;
use Drupal\migrate\Plugin\migrate\destination\EntityContentBase;
use Drupal\migrate\Row;
use Drupal\node\NodeInterface;
use Drupal\user\Entity\User;

/**
 * Writes nodes that the batch shares with the site's editors.
 *
 * The batch writes the groups of fields that an item owns, and nothing else. It never changes the
 * uuid, owner, creation time or language of a node that is there, and never saves one in which
 * nothing changed. A draft is laid on top of the latest revision. Where that is an editor's own
 * draft, a row that would publish or archive waits.
 *
 * - default_bundle: the bundle.
 * - groups: by name of a group, the fields in it.
 * - merge: by field "terms" or the name of the migration that made the paragraphs.
 * - user: who saves and validates.
 *
 * @MigrateDestination(id = "kkworkbench_node")
 */
class SharedNode extends EntityContentBase {

  use HoldTrait;

  /**
   * How the log of each revision begins that a batch alone made.
   */
  public const MARK = 'kkworkbench ';

  /**
   * How it begins where the batch was laid on an editor's draft.
   */
  public const ON_DRAFT = 'editor draft + kkworkbench ';

  /**
   * Map of the migration whose paragraphs are merged, by its name.
   *
   * @var \Drupal\migrate\Plugin\MigrateIdMapInterface[]
   */
  protected $maps = [];

  /**
   * {@inheritdoc}
   */
  protected static function getEntityTypeId($plugin_id) {
    return 'node';
  }

  /**
   * {@inheritdoc}
   */
  public function import(Row $row, array $old_destination_id_values = []) {
    // What may be deleted is asked of the node itself, in rollback().
    $this->rollbackAction = MigrateIdMapInterface::ROLLBACK_DELETE;
    $values = $row->getDestination() + array_fill_keys($row->getEmptyDestinationProperties(), NULL);
    $state = (string) $row->getSourceProperty('moderation_state');
    $node = $this->found($row, $values, $old_destination_id_values);
    return [$node ? $this->revised($node, $row, $values, $state) : $this->added($row, $values, $state)];
  }

  /**
   * Finds the node by the map, the uuid, or what the item adopts; refuses what is not sure.
   */
  protected function found(Row $row, array $values, array $old): ?NodeInterface {
    $bundle = $this->configuration['default_bundle'];
    $id = reset($old);
    $node = $id ? $this->storage->load($id) : $this->byUuid((string) $values['uuid']);
    if ($id && !$node) {
      $this->hold("node $id was deleted on this site");
    }
    $adopt = $row->getSourceProperty('adopt') ?: [];
    if (!$node && $adopt) {
      $node = !empty($adopt['nid']) ? $this->storage->load($adopt['nid']) : $this->byUuid((string) ($adopt['uuid'] ?? ''));
      if (!$node) {
        $this->hold('the page to take over is not on this site');
      }
      if (!empty($adopt['uuid']) && $adopt['uuid'] !== $node->uuid()) {
        $this->hold('node ' . $node->id() . ' has another uuid than the page to take over');
      }
    }
    if (!$node) {
      if ($row->getSourceProperty('owns')) {
        $this->hold('the item is a part of a page, and the page is not on this site');
      }
      return NULL;
    }
    if ($node->bundle() !== $bundle) {
      $this->hold('node ' . $node->id() . ' is a ' . $node->bundle() . ', not a ' . $bundle);
    }
    $item = $this->migration->getIdMap()->lookupSourceId(['nid' => $node->id()]);
    if ($item && (string) reset($item) !== (string) $row->getSourceProperty('id')) {
      $this->hold('node ' . $node->id() . ' belongs to the item ' . reset($item));
    }
    return $node;
  }

  /**
   * Returns the node with a uuid.
   */
  protected function byUuid(string $uuid): ?NodeInterface {
    $found = $uuid === '' ? [] : $this->storage->loadByProperties(['uuid' => $uuid]);
    return reset($found) ?: NULL;
  }

  /**
   * Makes a new node. Without a workflow, only its status keeps a draft off the site.
   */
  protected function added(Row $row, array $values, string $state): int {
    $values = array_filter($values, function ($name) {
      return $name[0] !== '_';
    }, ARRAY_FILTER_USE_KEY);
    if ($state !== 'published' || empty($values['path']['alias'])) {
      unset($values['path']);
    }
    else {
      $values['path'] += $this->ownAlias();
    }
    $values['status'] = (int) ($state === 'published');
    $wanted = $values['moderation_state'] ?? NULL;
    unset($values['moderation_state']);
    $node = $this->storage->create(['type' => $this->configuration['default_bundle']] + $values);
    if ($wanted && $this->isModerated($node)) {
      $node->set('moderation_state', $wanted);
    }
    $this->validated($node, FALSE);
    $this->saved($node, (string) $row->getSourceProperty('revision_log'));
    return (int) $node->id();
  }

  /**
   * Lays the row on the node that is there.
   */
  protected function revised(NodeInterface $node, Row $row, array $values, string $state): int {
    $log = (string) $row->getSourceProperty('revision_log');
    $latest = $this->storage->getLatestRevisionId($node->id());
    if ($latest != $node->getRevisionId()) {
      $node = $this->storage->loadRevision($latest);
      if (strpos((string) $node->getRevisionLogMessage(), self::MARK) !== 0) {
        if ($state !== 'draft') {
          $this->hold('an editor has a draft of "' . $node->label() . '" that is not published');
        }
        $log = self::ON_DRAFT . substr($log, strlen(self::MARK));
      }
    }
    $before = clone $node;
    $changed = FALSE;
    foreach ($this->owned($row) as $name) {
      if (!$node->hasField($name) || !array_key_exists($name, $values)) {
        continue;
      }
      $value = $values[$name];
      if ($name === 'path') {
        // An alias has no revisions: with a draft it would change the live address.
        if ($state !== 'published' || empty($value['alias'])) {
          continue;
        }
        $value = ['alias' => $value['alias'], 'pid' => $node->get('path')->pid, 'langcode' => $node->get('path')->langcode ?: $node->language()->getId()] + $this->ownAlias();
      }
      $merge = $this->configuration['merge'][$name] ?? '';
      if ($merge === 'terms') {
        $value = $this->withEditorsTerms($node, $name, (array) $value, (array) ($values['_' . $name . '_removed'] ?? []));
      }
      elseif ($merge !== '') {
        $value = $this->withEditorsParagraphs($node, $name, (array) $value, $merge, $row);
      }
      if ($node->getFieldDefinition($name)->getType() === 'entity_reference_revisions') {
        $value = $this->withRevisionsKept($node, $name, (array) $value);
      }
      FieldValues::put($node, $name, $value);
      $changed = $changed || !FieldValues::same($before, $node, $name);
    }
    $keeps_state = TRUE;
    if ($this->isModerated($node)) {
      $wanted = (string) ($values['moderation_state'] ?? '');
      $keeps_state = $wanted === '' || $wanted === $node->get('moderation_state')->value;
      if (!$keeps_state) {
        $node->set('moderation_state', $wanted);
        $changed = TRUE;
      }
    }
    else {
      if ($state === 'draft' && $changed) {
        $this->hold('no workflow on ' . $node->bundle() . ': a draft would be live at once');
      }
      $status = $state === 'draft' ? $node->isPublished() : $state === 'published';
      $changed = $changed || $status !== $node->isPublished();
      $status ? $node->setPublished() : $node->setUnpublished();
    }
    if ($changed) {
      $this->validated($node, $keeps_state);
      $node->setNewRevision(TRUE);
      if (!$this->isModerated($node)) {
        $node->isDefaultRevision(TRUE);
      }
      $this->saved($node, $log);
    }
    return (int) $node->id();
  }

  /**
   * Returns the fields that the row may write on a node that is there.
   */
  protected function owned(Row $row): array {
    $groups = $this->configuration['groups'];
    $owns = $row->getSourceProperty('owns') ?: array_keys($groups);
    return array_merge([], ...array_values(array_intersect_key($groups, array_flip($owns))));
  }

  /**
   * Returns our terms and then those the editors set, without what the batch says is gone.
   */
  protected function withEditorsTerms(NodeInterface $node, string $name, array $ours, array $removed): array {
    $all = $ours;
    foreach ($node->get($name) as $item) {
      if (!in_array($item->target_id, $removed)) {
        $all[] = $item->target_id;
      }
    }
    return array_values(array_unique(array_map('intval', $all)));
  }

  /**
   * Returns our paragraphs in the batch's order; those of editors stay at the place they have.
   */
  protected function withEditorsParagraphs(NodeInterface $node, string $name, array $ours, string $migration, Row $row): array {
    if (!isset($this->maps[$migration])) {
      $this->maps[$migration] = \Drupal::service('plugin.manager.migration')->createInstance($migration)->getIdMap();
    }
    $gone = array_map(function ($id) {
      return substr((string) strrchr(':' . $id, ':'), 1);
    }, (array) ($row->getSourceProperty('boxes_removed') ?: []));
    $listed = array_column($ours, 'target_id');
    foreach ($node->get($name) as $delta => $item) {
      $uuid = $item->entity ? $item->entity->uuid() : '';
      if (in_array($item->target_id, $listed) || in_array($uuid, $gone, TRUE) || $this->isOurs($this->maps[$migration], (int) $item->target_id)) {
        continue;
      }
      $kept = ['target_id' => $item->target_id, 'target_revision_id' => $item->target_revision_id];
      array_splice($ours, min($delta, count($ours)), 0, [$kept]);
    }
    return $ours;
  }

  /**
   * Says whether a migration made a paragraph, in whichever revision.
   */
  protected function isOurs(MigrateIdMapInterface $map, int $id): bool {
    return (bool) $map->getDatabase()->select($map->mapTableName(), 'm')->fields('m', ['destid1'])
      ->condition('destid1', $id)->range(0, 1)->execute()->fetchField();
  }

  /**
   * Keeps the revision that the node refers to where the wanted one reads the same.
   *
   * To save a node forks its paragraphs, so the ids of revisions say nothing of what changed.
   */
  protected function withRevisionsKept(NodeInterface $node, string $name, array $wanted): array {
    $type = $node->getFieldDefinition($name)->getSetting('target_type');
    $storage = \Drupal::entityTypeManager()->getStorage($type);
    $here = array_column($node->get($name)->getValue(), 'target_revision_id', 'target_id');
    foreach ($wanted as $delta => $item) {
      $old = $here[$item['target_id']] ?? NULL;
      if (!$old || $old == $item['target_revision_id']) {
        continue;
      }
      $one = $storage->loadRevision($old);
      $other = $storage->loadRevision($item['target_revision_id']);
      if ($one && (!$other || FieldValues::sameContent($one, $other))) {
        $wanted[$delta]['target_revision_id'] = $old;
      }
    }
    return $wanted;
  }

  /**
   * Returns what keeps Pathauto from writing an alias of its own, where it is installed.
   */
  protected function ownAlias(): array {
    return \Drupal::moduleHandler()->moduleExists('pathauto') ? ['pathauto' => 0] : [];
  }

  /**
   * Says whether a workflow governs the node.
   */
  protected function isModerated(NodeInterface $node): bool {
    $service = 'content_moderation.moderation_information';
    return \Drupal::hasService($service) && \Drupal::service($service)->isModeratedEntity($node);
  }

  /**
   * Validates as the batch's user, not as whoever owns the node, who may lack the rights.
   */
  protected function validated(FieldableEntityInterface $node, bool $keeps_state): void {
    $switcher = \Drupal::service('account_switcher');
    $switcher->switchTo(User::load($this->configuration['user']));
    try {
      $violations = $node->validate();
    }
    finally {
      $switcher->switchBack();
    }
    $why = [];
    foreach ($violations as $violation) {
      // Few workflows have a transition from a state to itself.
      if (!$keeps_state || strpos($violation->getPropertyPath(), 'moderation_state') !== 0) {
        $why[] = $violation->getPropertyPath() . ': ' . strip_tags((string) $violation->getMessage());
      }
    }
    if ($why) {
      $this->hold(implode('; ', $why));
    }
  }

  /**
   * Saves as a person would, so that the workflow decides what is live.
   *
   * Core from 10.2 saves what is migrated as syncing, by which a draft replaces the live revision.
   */
  protected function saved(NodeInterface $node, string $log): void {
    $node->setSyncing(FALSE);
    $node->setRevisionLogMessage($log);
    $node->setRevisionUserId($this->configuration['user']);
    $node->setRevisionCreationTime(\Drupal::time()->getCurrentTime());
    $node->save();
  }

  /**
   * Deletes a node if a batch made it, whatever the map says.
   */
  public function rollback(array $destination_identifier) {
    $id = reset($destination_identifier);
    $first = $this->storage->getQuery()->accessCheck(FALSE)->allRevisions()
      ->condition('nid', $id)->sort('vid')->range(0, 1)->execute();
    $node = $first ? $this->storage->loadRevision(key($first)) : NULL;
    if ($node && strpos((string) $node->getRevisionLogMessage(), self::MARK) === 0) {
      parent::rollback($destination_identifier);
    }
  }

}
