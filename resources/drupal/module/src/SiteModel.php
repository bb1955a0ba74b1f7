<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import;

use Drupal\Core\Field\FieldDefinitionInterface;
use Drupal\field\FieldConfigInterface;

/**
 * Says what the profile names and the site has not, and what no page could be saved with.
 *
 * A value that has no field is left out of an import without a word, so it is asked for beforehand.
 */
final class SiteModel {

  /**
   * Returns a sentence for each bundle, field, vocabulary, menu and text format that is missing.
   *
   * Fields that would turn every page away are told too.
   */
  public static function missing(array $profile): array {
    $manager = \Drupal::entityTypeManager();
    $out = [];
    foreach (['phone', 'contact', 'box', 'page'] as $section) {
      $target = $profile[$section] ?? NULL;
      if (!$target) {
        continue;
      }
      $where = $target['entity'] . '.' . $target['bundle'];
      if (!$manager->hasDefinition($target['entity']) || !isset(\Drupal::service('entity_type.bundle.info')->getBundleInfo($target['entity'])[$target['bundle']])) {
        $out[] = "$where is not on this site";
        continue;
      }
      $here = \Drupal::service('entity_field.manager')->getFieldDefinitions($target['entity'], $target['bundle']);
      foreach ($target['fields'] as $key => $field) {
        $name = $field['name'];
        if (!isset($here[$name])) {
          $out[] = "$where has no field $name";
        }
        elseif ($key === 'parent' && $here[$name]->isRequired()) {
          $out[] = "$where requires $name, and pages at the top have no parent";
        }
        elseif (in_array($key, ['boxes', 'phones'], TRUE) && !self::takes($here[$name], $profile[$key === 'boxes' ? 'box' : 'phone'] ?? NULL)) {
          $out[] = "$where: $name does not take the paragraphs of the batch";
        }
      }
      $named = array_column($target['fields'], 'name');
      foreach ($target['entity'] === 'node' ? array_diff_key($here, array_flip($named)) : [] as $name => $field) {
        if ($field instanceof FieldConfigInterface && $field->isRequired() && !$field->getDefaultValueLiteral()) {
          $out[] = "$where requires $name, which the batch does not fill";
        }
      }
    }
    $names = [
      'taxonomy_vocabulary' => $profile['held_vocabularies'],
      'menu' => [$profile['drill_menu'], $profile['footer_menu'], $profile['parent'] === 'menu' ? $profile['page_menu'] : ''],
      'filter_format' => [$profile['text_format']],
    ];
    foreach ($names as $type => $ids) {
      foreach (array_filter($ids) as $id) {
        if (!$manager->hasDefinition($type) || !$manager->getStorage($type)->load($id)) {
          $out[] = "$type.$id is not on this site";
        }
      }
    }
    return array_values(array_unique($out));
  }

  /**
   * Says whether a field may refer to the paragraphs of a part of the profile.
   */
  private static function takes(FieldDefinitionInterface $field, ?array $target): bool {
    $settings = $field->getSetting('handler_settings') ?: [];
    $listed = $settings['target_bundles'] ?? [];
    if (!$target || !$listed || $field->getType() !== 'entity_reference_revisions') {
      return TRUE;
    }
    return in_array($target['bundle'], $listed, TRUE) === empty($settings['negate']);
  }

}
