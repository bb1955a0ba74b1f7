<?php

// SPDX-License-Identifier: GPL-2.0-or-later

namespace Drupal\kkworkbench_import;

use Drupal\Core\Entity\ContentEntityInterface;
use Drupal\Core\Entity\RevisionLogInterface;
use Drupal\Core\Menu\MenuTreeParameters;
use Drupal\kkworkbench_import\Plugin\migrate\destination\SharedNode;
use Drupal\user\Entity\User;

/**
 * Says what the site holds, under the names that the batch has for it.
 *
 * The profile's bundles and fields are in profile.json beside this module's info file.
 */
final class SiteDump {

  /**
   * How many entities are loaded at once.
   */
  private const CHUNK = 100;

  /**
   * The mapping profile.
   *
   * @var array
   */
  private $profile;

  /**
   * The uuid of each entity that was referred to, by type and id.
   *
   * @var string[]
   */
  private $uuids = [];

  public function __construct() {
    $this->profile = json_decode(file_get_contents(dirname(__DIR__) . '/profile.json'), TRUE);
  }

  /**
   * Writes the dump into a file.
   */
  public function write(string $file): void {
    $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT | JSON_INVALID_UTF8_SUBSTITUTE;
    if (file_put_contents($file, json_encode($this->dump(), $flags) . "\n") === FALSE) {
      throw new \RuntimeException("$file cannot be written.");
    }
  }

  /**
   * Returns the dump. It is made as the batch's user, who sees what is not published.
   */
  public function dump(): array {
    $switcher = \Drupal::service('account_switcher');
    $switcher->switchTo(User::load($this->profile['user']));
    try {
      return [
        'format' => 'kkworkbench-dump/1',
        'site' => [
          'drupal' => \Drupal::VERSION,
          'profile' => $this->profile['name'],
          'made_at' => date('c', \Drupal::time()->getCurrentTime()),
        ],
        'items' => [
          'terms' => $this->terms(),
          'contacts' => $this->contents('contact'),
          'pages' => $this->contents('page'),
          'menu' => $this->menu(),
          'footer' => $this->footer(),
          'redirects' => $this->redirects(),
        ],
        'messages' => $this->messages(),
      ];
    }
    finally {
      $switcher->switchBack();
    }
  }

  /**
   * Returns the terms of the profile's vocabularies.
   */
  private function terms(): array {
    $out = [];
    foreach ($this->profile['held_vocabularies'] as $vid) {
      foreach ($this->chunks('taxonomy_term', 'vid', $vid) as $term) {
        $out[] = [
          'uuid' => $term->uuid(),
          'vid' => $vid,
          'name' => $term->label(),
          'weight' => (int) $term->getWeight(),
          'parent' => $this->uuid('taxonomy_term', $term->get('parent')->target_id),
        ];
      }
    }
    return $out;
  }

  /**
   * Returns the contacts or the pages, each as it is live and as it was saved last.
   */
  private function contents(string $section): array {
    $target = $this->profile[$section];
    if ($target['entity'] === 'paragraph') {
      return [];
    }
    $storage = \Drupal::entityTypeManager()->getStorage($target['entity']);
    $bundle_key = $storage->getEntityType()->getKey('bundle');
    $out = [];
    foreach ($this->chunks($target['entity'], $bundle_key ?: '', $target['bundle']) as $entity) {
      $latest = $storage->getEntityType()->isRevisionable() ? $storage->getLatestRevisionId($entity->id()) : NULL;
      $is_same = $latest === NULL || $latest == $entity->getRevisionId();
      $out[] = [
        'uuid' => $entity->uuid(),
        'nid' => (int) $entity->id(),
        'aliases' => $this->aliases($entity),
        'was_live' => $this->wasLive($entity),
        'editors_draft' => !$is_same && !$this->isOurs($storage->loadRevision($latest)),
        'default' => $this->owned($section, $entity),
        'latest' => $is_same ? NULL : $this->owned($section, $storage->loadRevision($latest)),
      ];
    }
    return $out;
  }

  /**
   * Says whether any revision of an entity was published.
   */
  private function wasLive(ContentEntityInterface $entity): bool {
    $type = $entity->getEntityType();
    $published = $type->getKey('published');
    if (!$published || !$type->isRevisionable()) {
      return TRUE;
    }
    return $entity->isPublished() || \Drupal::entityTypeManager()->getStorage($type->id())->getQuery()
      ->accessCheck(FALSE)->allRevisions()->condition($type->getKey('id'), $entity->id())
      ->condition($published, 1)->range(0, 1)->execute();
  }

  /**
   * Says whether a batch alone made a revision.
   */
  private function isOurs(ContentEntityInterface $revision): bool {
    return $revision instanceof RevisionLogInterface
      && strpos((string) $revision->getRevisionLogMessage(), SharedNode::MARK) === 0;
  }

  /**
   * Returns what an item of the batch owns of an entity.
   */
  private function owned(string $section, ContentEntityInterface $entity): array {
    $out = [];
    $facets = [];
    foreach ($this->profile[$section]['fields'] as $key => $field) {
      if (!$entity->hasField($field['name']) || in_array($key, ['source_id', 'label'], TRUE)) {
        continue;
      }
      $plain = preg_replace('/^list_/', '', $key);
      if (isset($this->profile['vocabularies'][$plain])) {
        $facets[$this->profile['vocabularies'][$plain]] = $this->references($entity, $field['name']);
      }
      else {
        $out[$key] = $this->value($section, $key, $entity, $field);
      }
    }
    if ($section === 'contact') {
      $out['facets'] = $facets;
    }
    if ($section === 'page') {
      $out['list'] = ['facets' => $facets];
      foreach (['tier', 'title', 'help'] as $key) {
        if (array_key_exists('list_' . $key, $out)) {
          $out['list'][$key] = $out['list_' . $key];
          unset($out['list_' . $key]);
        }
      }
      if ($this->profile['parent'] === 'menu') {
        $out['parent'] = $this->menuParent($entity);
      }
    }
    $is_published = method_exists($entity, 'isPublished') && $entity->isPublished();
    $state = $entity->hasField('moderation_state') ? (string) $entity->get('moderation_state')->value : '';
    $state = $state ?: ($is_published ? 'published' : 'draft');
    return $out + ['moderation_state' => $state, 'published' => (int) $is_published];
  }

  /**
   * Returns the value of one field.
   */
  private function value(string $section, string $key, ContentEntityInterface $entity, array $field) {
    $name = $field['name'];
    switch ($section . '.' . $key) {
      case 'contact.address':
        return $field['type'] === 'address' ? $this->address($entity, $name) : (string) $entity->get($name)->value;

      case 'contact.phones':
        return $field['type'] === 'entity_reference_revisions'
          ? $this->paragraphs('phone', $entity, $name)
          : array_map(function ($value) {
            return ['number' => $value];
          }, $this->plain($entity, $name));

      case 'contact.links':
        return $field['type'] === 'link'
          ? $this->links($entity, $name)
          : array_map(function ($value) {
          return ['uri' => $value];
        }, $this->plain($entity, $name));

      case 'page.boxes':
        return $this->paragraphs('box', $entity, $name);

      case 'page.tags':
        return $this->references($entity, $name);

      case 'contact.opening_hours':
      case 'phone.hours':
        return $this->hours($entity, $name);

      case 'box.channels':
      case 'page.search_words':
        return $this->plain($entity, $name);

      case 'page.parent':
      case 'page.owner':
      case 'page.contact':
      case 'box.contact':
        return $this->references($entity, $name)[0] ?? '';
    }
    return (string) $entity->get($name)->value;
  }

  /**
   * Returns the paragraphs that a field refers to, in the revisions that it refers to.
   */
  private function paragraphs(string $section, ContentEntityInterface $entity, string $name): array {
    $target = $this->profile[$section];
    $out = [];
    foreach ($entity->get($name) as $item) {
      $paragraph = $item->entity;
      if (!$paragraph) {
        continue;
      }
      $row = ['uuid' => $paragraph->uuid()];
      if ($paragraph->bundle() !== $target['bundle']) {
        $out[] = $row + ['type' => $paragraph->bundle()];
        continue;
      }
      foreach ($target['fields'] as $key => $field) {
        if ($paragraph->hasField($field['name'])) {
          $row[$key] = $this->value($section === 'box' && $this->profile['copies_contacts'] ? 'contact' : $section, $key, $paragraph, $field);
        }
      }
      $out[] = $row;
    }
    return $out;
  }

  /**
   * Returns the parts of an address that are filled in; NULL for none.
   */
  private function address(ContentEntityInterface $entity, string $name): ?array {
    if ($entity->get($name)->isEmpty()) {
      return NULL;
    }
    $value = $entity->get($name)->first()->getValue();
    $out = [];
    foreach (['country_code', 'organization', 'address_line1', 'address_line2', 'postal_code', 'locality'] as $part) {
      $out[$part] = (string) ($value[$part] ?? '');
    }
    return $out;
  }

  /**
   * Returns links as pairs of address and text.
   */
  private function links(ContentEntityInterface $entity, string $name): array {
    $out = [];
    foreach ($entity->get($name) as $item) {
      $out[] = ['uri' => $item->uri, 'title' => (string) $item->title];
    }
    return $out;
  }

  /**
   * Returns the weekly slots; those of single dates have a date for a day.
   */
  private function hours(ContentEntityInterface $entity, string $name): array {
    $out = [];
    foreach ($entity->get($name)->getValue() as $slot) {
      $out[] = [
        'day' => (int) $slot['day'],
        'starthours' => (int) $slot['starthours'],
        'endhours' => (int) $slot['endhours'],
        'comment' => (string) ($slot['comment'] ?? ''),
      ];
    }
    return $out;
  }

  /**
   * Returns the values of a field with plain ones.
   */
  private function plain(ContentEntityInterface $entity, string $name): array {
    return array_map('strval', array_column($entity->get($name)->getValue(), 'value'));
  }

  /**
   * Returns the uuids of what a field refers to.
   */
  private function references(ContentEntityInterface $entity, string $name): array {
    $type = $entity->getFieldDefinition($name)->getSetting('target_type');
    $out = [];
    foreach ($entity->get($name) as $item) {
      $out[] = $this->uuid($type, $item->target_id);
    }
    return array_values(array_filter($out));
  }

  /**
   * Returns the uuid of an entity, "" for none.
   */
  private function uuid(string $type, $id): string {
    if (!$id) {
      return '';
    }
    if (!isset($this->uuids["$type:$id"])) {
      $entity = \Drupal::entityTypeManager()->getStorage($type)->load($id);
      $this->uuids["$type:$id"] = $entity ? $entity->uuid() : '';
    }
    return $this->uuids["$type:$id"];
  }

  /**
   * Returns the addresses of an entity.
   */
  private function aliases(ContentEntityInterface $entity): array {
    if ($entity->getEntityTypeId() !== 'node' || !\Drupal::moduleHandler()->moduleExists('path_alias')) {
      return [];
    }
    $storage = \Drupal::entityTypeManager()->getStorage('path_alias');
    $aliases = [];
    foreach ($storage->loadByProperties(['path' => '/node/' . $entity->id(), 'status' => 1]) as $alias) {
      $aliases[] = $alias->getAlias();
    }
    sort($aliases);
    return $aliases;
  }

  /**
   * Returns the entries of the drill menu as the menu shows them.
   */
  private function menu(): array {
    $tree = \Drupal::menuTree()->load($this->profile['drill_menu'], new MenuTreeParameters());
    return $this->level($tree, '');
  }

  /**
   * Returns the links of the footer's menu as they were entered, in their order.
   */
  private function footer(): array {
    $menu = $this->profile['footer_menu'];
    if ($menu === '') {
      return [];
    }
    $links = array_values(\Drupal::entityTypeManager()->getStorage('menu_link_content')->loadByProperties(['menu_name' => $menu]));
    usort($links, function ($one, $other) {
      return [$one->getWeight(), (string) $one->getTitle()] <=> [$other->getWeight(), (string) $other->getTitle()];
    });
    $out = [];
    foreach ($links as $order => $link) {
      $uri = (string) $link->get('link')->uri;
      $page = preg_match('~^entity:node/(\d+)$~', $uri, $found) ? $this->uuid('node', $found[1]) : '';
      $out[] = [
        'uuid' => $link->uuid(),
        'title' => (string) $link->getTitle(),
        'weight' => (int) $link->getWeight(),
        'enabled' => (int) $link->isEnabled(),
        'page_uuid' => $page,
        'uri' => $page === '' ? $uri : '',
        'order' => $order,
      ];
    }
    return $out;
  }

  /**
   * Returns one level of a menu and those below it.
   */
  private function level(array $tree, string $parent): array {
    usort($tree, function ($one, $other) {
      return [$one->link->getWeight(), (string) $one->link->getTitle()] <=> [$other->link->getWeight(), (string) $other->link->getTitle()];
    });
    $out = [];
    foreach ($tree as $order => $element) {
      $link = $element->link;
      $url = $link->getUrlObject();
      $page = $this->nodeOf($url);
      $uuid = $link->getDerivativeId() ?: $link->getPluginId();
      $out[] = [
        'uuid' => $uuid,
        'parent' => $parent,
        'title' => (string) $link->getTitle(),
        'help' => (string) $link->getDescription(),
        'weight' => (int) $link->getWeight(),
        'enabled' => (int) $link->isEnabled(),
        'page_uuid' => $page,
        'uri' => $page === '' ? $this->uriOf($url) : '',
        'order' => $order,
      ];
      $out = array_merge($out, $this->level($element->subtree, $uuid));
    }
    return $out;
  }

  /**
   * Returns the uuid of the page that a page's menu link stands below.
   */
  private function menuParent(ContentEntityInterface $entity): string {
    $manager = \Drupal::service('plugin.manager.menu.link');
    foreach ($manager->loadLinksByRoute('entity.node.canonical', ['node' => $entity->id()], $this->profile['page_menu']) as $link) {
      $parent = $link->getParent();
      return $parent ? $this->nodeOf($manager->createInstance($parent)->getUrlObject()) : '';
    }
    return '';
  }

  /**
   * Returns the redirects to pages and to addresses.
   */
  private function redirects(): array {
    if (!\Drupal::moduleHandler()->moduleExists('redirect')) {
      return [];
    }
    $out = [];
    foreach ($this->chunks('redirect', '', '') as $redirect) {
      $url = $redirect->getRedirectUrl();
      $page = $url ? $this->nodeOf($url) : '';
      $out[] = [
        'uuid' => $redirect->uuid(),
        'from' => ltrim($redirect->getSourcePathWithQuery(), '/'),
        'page_uuid' => $page,
        'uri' => $page === '' && $url ? $this->uriOf($url) : '',
        'status' => (int) $redirect->getStatusCode(),
      ];
    }
    return $out;
  }

  /**
   * Returns the uuid of the node that an address leads to, "" for another address.
   */
  private function nodeOf($url): string {
    $is_node = $url->isRouted() && $url->getRouteName() === 'entity.node.canonical';
    return $is_node ? $this->uuid('node', $url->getRouteParameters()['node']) : '';
  }

  /**
   * Returns an address as the batch writes it.
   */
  private function uriOf($url): string {
    $uri = $url->toUriString();
    return strpos($uri, 'base:') === 0 ? 'internal:/' . substr($uri, 5) : $uri;
  }

  /**
   * Returns what the site lacks of what the profile names.
   */
  public function missing(): array {
    return SiteModel::missing($this->profile);
  }

  /**
   * Returns what is missing and what the migrations said, each with the item it is about.
   */
  private function messages(): array {
    $database = \Drupal::database();
    $out = $this->missing();
    foreach ($this->profile['migrations'] as $id) {
      if (!$database->schema()->tableExists("migrate_message_$id")) {
        continue;
      }
      $query = $database->select("migrate_message_$id", 'm')->fields('m', ['message']);
      $query->leftJoin("migrate_map_$id", 'a', 'a.source_ids_hash = m.source_ids_hash');
      $query->addField('a', 'sourceid1', 'item');
      foreach ($query->execute() as $row) {
        $out[] = "$id {$row->item}: {$row->message}";
      }
    }
    return $out;
  }

  /**
   * Loads all entities of a bundle, some at a time.
   */
  private function chunks(string $type, string $key, string $bundle): iterable {
    $storage = \Drupal::entityTypeManager()->getStorage($type);
    $query = $storage->getQuery()->accessCheck(FALSE)->sort($storage->getEntityType()->getKey('id'));
    if ($key !== '') {
      $query->condition($key, $bundle);
    }
    foreach (array_chunk($query->execute(), self::CHUNK) as $ids) {
      foreach ($storage->loadMultiple($ids) as $entity) {
        yield $entity;
      }
      $storage->resetCache($ids);
    }
  }

}
