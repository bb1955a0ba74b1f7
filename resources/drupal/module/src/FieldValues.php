<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import;

use Drupal\Core\Entity\FieldableEntityInterface;

/**
 * Sets field values, and reads them in a form where two that look the same are the same.
 *
 * A stored value and one that was just set differ in computed parts, in integers against texts,
 * and in a text format that stands without a text. None of these is a change.
 */
final class FieldValues {

  /**
   * Parts that Drupal computes, or fills in when it saves.
   */
  private const COMPUTED = ['entity', 'day_delta', 'all_day', '_attributes', 'pathauto', 'source'];

  /**
   * Parts that say nothing where they stand alone.
   */
  private const CARRIERS = ['format', 'langcode', 'pid', 'country_code'];

  /**
   * Sets the values of a field.
   *
   * Items that are there are used again where a list is set, and those of opening hours then keep
   * a day that the new value has not. So the list is emptied first. Hours of single dates and
   * seasons, whose day is none of the week, are the editors' and stay.
   */
  public static function put(FieldableEntityInterface $entity, string $name, $value): void {
    if ($entity->getFieldDefinition($name)->getType() === 'office_hours') {
      $theirs = array_filter($entity->get($name)->getValue(), function ($item) {
        return (int) $item['day'] > 6;
      });
      $entity->set($name, []);
      $value = array_merge((array) $value, $theirs);
    }
    $entity->set($name, $value);
  }

  /**
   * Sets what a batch says, but for what belongs to the site, and tells whether anything came of it.
   */
  public static function lay(FieldableEntityInterface $entity, array $values, array $fixed): bool {
    $before = clone $entity;
    $changed = FALSE;
    foreach ($values as $name => $value) {
      if (!in_array($name, $fixed, TRUE) && $entity->hasField($name)) {
        self::put($entity, $name, $value);
        $changed = $changed || !self::same($before, $entity, $name);
      }
    }
    return $changed;
  }

  /**
   * Returns the values of a field, without what is empty.
   */
  public static function values(FieldableEntityInterface $entity, string $name): array {
    $values = [];
    foreach ($entity->get($name)->getValue() as $item) {
      $kept = self::kept($item);
      if (array_diff(array_keys($kept), self::CARRIERS)) {
        $values[] = $kept;
      }
    }
    return $values;
  }

  /**
   * Says whether two entities hold the same in a field.
   */
  public static function same(FieldableEntityInterface $one, FieldableEntityInterface $other, string $name): bool {
    return self::values($one, $name) === self::values($other, $name);
  }

  /**
   * Says whether two revisions hold the same in every field that the site configured.
   */
  public static function sameContent(FieldableEntityInterface $one, FieldableEntityInterface $other): bool {
    foreach ($one->getFieldDefinitions() as $name => $definition) {
      if (!$definition->getFieldStorageDefinition()->isBaseField() && !self::same($one, $other, $name)) {
        return FALSE;
      }
    }
    return TRUE;
  }

  /**
   * Returns an item's parts as texts, sorted by name.
   */
  private static function kept(array $item): array {
    $kept = [];
    foreach ($item as $part => $value) {
      if (in_array($part, self::COMPUTED, TRUE)) {
        continue;
      }
      $value = is_array($value) ? self::kept($value) : (is_bool($value) ? (string) (int) $value : (string) $value);
      if ($value !== '' && $value !== []) {
        $kept[$part] = $value;
      }
    }
    ksort($kept);
    return $kept;
  }

}
