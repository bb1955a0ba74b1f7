<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import;

/**
 * Says what the profile names and the site has not.
 *
 * A value that has no field is left out of an import without a word, so it is asked for beforehand.
 */
final class SiteModel {

  /**
   * Returns a sentence for each bundle, field, vocabulary, menu and text format that is missing.
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
      foreach ($target['fields'] as $field) {
        if (!isset($here[$field['name']])) {
          $out[] = "$where has no field {$field['name']}";
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

}
