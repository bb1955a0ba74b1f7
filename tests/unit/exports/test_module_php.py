"""What the module's PHP does, run by php itself with a site of a few lines."""

import json
import shutil
import subprocess
from importlib import resources
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")

SITE = r"""
namespace Drupal\Core\Entity {
  interface FieldableEntityInterface {}
  interface ContentEntityInterface extends FieldableEntityInterface {}
  interface RevisionLogInterface {}
}
namespace Drupal\Core\Field { interface FieldDefinitionInterface {} }
namespace Drupal\field {
  interface FieldConfigInterface extends \Drupal\Core\Field\FieldDefinitionInterface {}
}
namespace Symfony\Component\DependencyInjection { interface ContainerInterface {} }
namespace Drupal\migrate\Plugin {
  interface MigrationInterface { const MESSAGE_WARNING = 2; }
  interface MigrateIdMapInterface { const ROLLBACK_DELETE = 0; const STATUS_NEEDS_UPDATE = 1; }
}
namespace Drupal\migrate\Plugin\migrate\destination {
  class EntityContentBase {
    public $storage; public $rollbackAction;
    protected $configuration = ['entity_type' => 'kontakt', 'default_bundle' => 'b', 'user' => 1];
    protected function setRollbackAction($map) { $this->rollbackAction = 'preserve'; }
  }
}
namespace Drupal\migrate {
  interface MigrateExecutableInterface {}
  class MigrateSkipRowException extends \Exception {
    public $saved;
    public function __construct($why = '', $is_saved = TRUE) {
      parent::__construct($why);
      $this->saved = $is_saved;
    }
  }
  class MigrateException extends \Exception {
    public function __construct($why, $code, $last, $level, $status) { parent::__construct($why); }
  }
  abstract class ProcessPluginBase {
    protected $configuration = ['entity_type' => 'node', 'migration' => 'm'];
  }
  class Row {
    public $id = 'page:a'; public $uuid; public $retired; public $revision_log = 'kkworkbench 1';
    public $destination = [];
    public function getSourceProperty($name) { return $this->$name; }
    public function getDestination() { return $this->destination; }
    public function getEmptyDestinationProperties() { return []; }
    public function getIdMap() { return []; }
  }
}
namespace {
  class Definition implements \Drupal\field\FieldConfigInterface {
    public $settings = [];
    public function __construct($settings) { $this->settings = (array) $settings; }
    public function isRequired() { return !empty($this->settings['required']); }
    public function getDefaultValueLiteral() { return $this->settings['default'] ?? []; }
    public function getType() { return 'entity_reference_revisions'; }
    public function getSetting($name) { return $this->settings; }
  }
  class Field {
    public $type; public $items = [];
    public function getType() { return $this->type; }
    public function getValue() { return $this->items; }
  }
  class Entity implements \Drupal\Core\Entity\ContentEntityInterface {
    public $field; public $saves = 0; public $revision = 1; public $is_new = FALSE;
    public function __clone() { $this->field = clone $this->field; }
    public function getFieldDefinition($name) { return $this->field; }
    public function hasField($name) { return in_array($name, ['f', 'uuid', 'langcode']); }
    public function get($name) { return $this->field; }
    public function id() { return 7; }
    public function label() { return 'Kontakten'; }
    public function isNew() { return $this->is_new; }
    public function getEntityType() { return new Type(); }
    public function getRevisionId() { return 1; }
    public function setNewRevision($is_new) { $this->revision++; }
    public function save() { $this->saves++; }
    // As office_hours does it: an item that is there keeps what the new one does not set.
    public function set($name, $value) {
      $old = $this->field->items;
      $this->field->items = [];
      foreach (array_values((array) $value) as $delta => $item) {
        $this->field->items[] = is_array($item) ? $item + ($old[$delta] ?? []) : $item;
      }
    }
  }
  class Type {
    public function isRevisionable() { return TRUE; }
    public function getKeys() { return ['uuid' => 'uuid', 'langcode' => 'langcode']; }
  }
  class Storage {
    public $entity; public $latest = 1; public $made = [];
    public function getEntityType() { return new Type(); }
    public function load($id) { return $this->entity; }
    public function loadByProperties($values) { return array_filter([$this->entity]); }
    public function getLatestRevisionId($id) { return $this->latest; }
    public function create($values) {
      $this->made = $values;
      $this->entity = new Entity();
      $this->entity->is_new = TRUE;
      return $this->entity;
    }
  }
  class Drupal {
    public static $here = [];
    public static $fields = [];
    public $uuid;
    public static function service($name) { return new static(); }
    public function createInstance($id) { return $this; }
    public function getIdMap() { return $this; }
    public function lookupDestinationIds($source) { return []; }
    public function getBundleInfo($type) { return array_flip(self::$here); }
    public function getFieldDefinitions($type, $bundle) { return self::$fields; }
    public function hasDefinition($type) { return $type !== 'node' || in_array($type, self::$here); }
    public function load($id) { return in_array($id, self::$here); }
    public static function entityTypeManager() { return new static(); }
    public function getStorage($type) { return $this; }
    public function getQuery() { return $this; }
    public function accessCheck($is_checked) { return $this; }
    public function condition($name, $value) { $this->uuid = $value; return $this; }
    public function range($from, $count) { return $this; }
    public function execute() { return array_intersect(self::$here, [$this->uuid]); }
  }
"""


def run(files: str, code: str) -> Any:
    """Run code beside some of the module's files and return what it prints as JSON."""
    source = resources.files("resources").joinpath("drupal", "module", "src")
    needed = "".join(f"require {json.dumps(str(source / each))};" for each in files.split())
    program = f"<?php {SITE} {needed} {code} }}"
    ran = subprocess.run(["php"], input=program, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads(ran.stdout)


def put(type_: str, before: list[Any], after: Any) -> Any:
    return run(
        "FieldValues.php",
        f"""
        $entity = new Entity();
        $entity->field = new Field();
        $entity->field->type = '{type_}';
        $entity->field->items = json_decode('{json.dumps(before)}', TRUE);
        \\Drupal\\kkworkbench_import\\FieldValues::put(
          $entity, 'f', json_decode('{json.dumps(after)}', TRUE));
        print json_encode($entity->field->items);
        """,
    )


MONDAY = {"day": 1, "starthours": 900, "endhours": 1200}
SUNDAY = {"day": 0, "starthours": 900, "endhours": 1200, "comment": "kirke"}
CHRISTMAS = {"day": 1798156800, "starthours": -1, "endhours": -1, "comment": "lukket"}
SEASON = {"day": 101, "starthours": 800, "endhours": 1000}


def test_hours_of_single_dates_and_seasons_stay_when_the_week_is_set() -> None:
    assert put("office_hours", [SUNDAY, CHRISTMAS, SEASON], [MONDAY]) == [
        MONDAY, CHRISTMAS, SEASON]  # fmt: skip
    assert put("office_hours", [MONDAY, CHRISTMAS], None) == [CHRISTMAS]
    assert put("office_hours", [MONDAY], []) == []


def test_a_day_of_the_week_keeps_nothing_of_the_one_before() -> None:
    assert put("office_hours", [SUNDAY], [MONDAY]) == [MONDAY]
    assert put("string", [{"value": "a"}, {"value": "b"}], [{"value": "c"}]) == [{"value": "c"}]


def imported(there: list[Any] | None, hours: list[Any], known: str = "[]", latest: int = 1) -> Any:
    """Import a contact that is an entity of a module, and say what came of it."""
    return run(
        "HoldTrait.php FieldValues.php Plugin/migrate/destination/BatchEntity.php",
        f"""
        $there = json_decode('{json.dumps(there)}', TRUE);
        $row = new \\Drupal\\migrate\\Row();
        $row->destination = [
          'uuid' => 'u', 'f' => json_decode('{json.dumps(hours)}', TRUE), '_retired' => 1,
        ];
        $plugin = new \\Drupal\\kkworkbench_import\\Plugin\\migrate\\destination\\BatchEntity();
        $storage = $plugin->storage = new Storage();
        $storage->latest = {latest};
        if ($there !== NULL) {{
          $storage->entity = new Entity();
          $storage->entity->field = new Field();
          $storage->entity->field->type = 'office_hours';
          $storage->entity->field->items = $there;
        }}
        try {{
          $plugin->import($row, {known});
          print json_encode([
            'saves' => $storage->entity->saves, 'revision' => $storage->entity->revision,
            'rollback' => $plugin->rollbackAction, 'made' => array_keys($storage->made),
            'hours' => $storage->entity->field ? $storage->entity->field->items : NULL,
          ]);
        }}
        catch (\\Drupal\\migrate\\MigrateException $e) {{
          print json_encode($e->getMessage());
        }}
        """,
    )


def test_a_contact_of_a_module_keeps_the_editors_dates_and_is_saved_where_it_changes() -> None:
    changed = imported([SUNDAY, CHRISTMAS], [MONDAY])
    assert changed["hours"] == [MONDAY, CHRISTMAS]
    assert (changed["saves"], changed["revision"], changed["rollback"]) == (1, 2, "preserve")
    same = imported([MONDAY, CHRISTMAS], [MONDAY], "[7]")
    assert (same["saves"], same["revision"]) == (0, 1)


def test_a_contact_of_a_module_is_made_once() -> None:
    made = imported(None, [MONDAY])
    assert (made["saves"], made["revision"], made["made"]) == (1, 1, ["uuid", "f"])
    assert made["rollback"] == 0


def test_a_contact_of_a_module_waits_for_an_editor_and_is_not_made_again() -> None:
    assert "Kontakten" in imported([SUNDAY], [MONDAY], latest=2)
    assert "deleted" in imported(None, [MONDAY], "[7]")


@pytest.mark.parametrize(
    ("retired", "uuid", "is_skipped"),
    [("1", "here", False), ("1", "gone", True), ("", "gone", False), ("", "here", False)],
)
def test_only_what_is_retired_and_was_never_here_is_left_out(
    retired: str, uuid: str, is_skipped: bool
) -> None:
    found = run(
        "Plugin/migrate/process/RetiredItem.php",
        f"""
        Drupal::$here = ['here'];
        $row = new \\Drupal\\migrate\\Row();
        $row->uuid = '{uuid}';
        $run = new class implements \\Drupal\\migrate\\MigrateExecutableInterface {{}};
        $plugin = new \\Drupal\\kkworkbench_import\\Plugin\\migrate\\process\\RetiredItem();
        try {{
          print json_encode($plugin->transform('{retired}', $run, $row, '_retired'));
        }}
        catch (\\Drupal\\migrate\\MigrateSkipRowException $e) {{
          print '"skipped"';
        }}
        """,
    )
    assert found == ("skipped" if is_skipped else None)


def referred(value: Any, retired: str = "") -> Any:
    """Return what a reference becomes on a site that holds "here" alone."""
    return run(
        "Plugin/migrate/process/BatchReference.php",
        f"""
        Drupal::$here = ['here'];
        $row = new \\Drupal\\migrate\\Row();
        $row->retired = '{retired}';
        $run = new class implements \\Drupal\\migrate\\MigrateExecutableInterface {{}};
        $plugin = new \\Drupal\\kkworkbench_import\\Plugin\\migrate\\process\\BatchReference();
        try {{
          print json_encode($plugin->transform(
            json_decode('{json.dumps(value)}', TRUE), $run, $row, 'f'));
        }}
        catch (\\Drupal\\migrate\\MigrateSkipRowException $e) {{
          print json_encode([$e->getMessage(), $e->saved]);
        }}
        """,
    )


def test_a_row_that_refers_to_what_is_not_there_waits_for_the_next_run() -> None:
    waits = ["page:a waits: page:gone is not on this site yet", False]
    assert referred("page:here") == "here"
    assert referred("page:gone") == waits
    assert referred(["page:here", "page:gone"]) == waits


def test_what_is_retired_goes_without_what_is_not_there() -> None:
    assert referred("page:gone", "1") is None
    assert referred(["page:here", "page:gone"], "1") == ["here"]


def missing(fields: list[str] | dict[str, dict[str, Any]], known: list[str], *keys: str) -> Any:
    named = {key: {"name": f"field_{key}"} for key in keys or ("a",)}
    target = {"entity": "node", "bundle": "side", "fields": named}
    here = fields if isinstance(fields, dict) else {each: {"settings": 1} for each in fields}
    profile = {
        "page": target, "box": {"entity": "box", "bundle": "boks", "fields": {}}, "held_vocabularies": ["tags"], "drill_menu": "drill", "footer_menu": "",
        "parent": "reference", "page_menu": "main", "text_format": "html",
    }  # fmt: skip
    return run(
        "SiteModel.php",
        f"""
        Drupal::$here = json_decode('{json.dumps(known)}', TRUE);
        foreach (json_decode('{json.dumps(here)}', TRUE) as $name => $settings) {{
          Drupal::$fields[$name] = new Definition($settings);
        }}
        print json_encode(\\Drupal\\kkworkbench_import\\SiteModel::missing(
          json_decode('{json.dumps(profile)}', TRUE)));
        """,
    )


def test_what_the_profile_names_and_the_site_has_not_is_said() -> None:
    everything = EVERYTHING
    assert missing(["field_a"], everything) == []
    assert missing([], everything) == ["node.side has no field field_a"]
    for name, said in (
        ("node", "node.side"),
        ("side", "node.side"),
        ("tags", "taxonomy_vocabulary.tags"),
        ("drill", "menu.drill"),
        ("html", "filter_format.html"),
    ):
        here = [each for each in everything if each != name]
        assert missing(["field_a"], here) == [f"{said} is not on this site"]


EVERYTHING = ["node", "side", "tags", "drill", "html", "box", "boks"]


@pytest.mark.parametrize(
    ("settings", "is_told"),
    [
        ({}, False),
        ({"target_bundles": {"boks": "boks"}}, False),
        ({"target_bundles": {"andet": "andet"}}, True),
        ({"target_bundles": {"boks": "boks"}, "negate": 1}, True),
        ({"target_bundles": {"andet": "andet"}, "negate": 1}, False),
    ],
)
def test_a_field_that_takes_no_boxes_of_the_batch_is_told(
    settings: dict[str, Any], is_told: bool
) -> None:
    said = ["node.side: field_boxes does not take the paragraphs of the batch"]
    assert missing({"field_boxes": settings}, EVERYTHING, "boxes") == (said if is_told else [])


def test_what_no_page_could_be_saved_without_is_told() -> None:
    required = {"required": True}
    assert missing({"field_parent": required}, EVERYTHING, "parent") == [
        "node.side requires field_parent, and pages at the top have no parent"]  # fmt: skip
    assert missing({"field_title": required}, EVERYTHING, "title") == []
    assert missing({"field_title": {}, "theirs": required}, EVERYTHING, "title") == [
        "node.side requires theirs, which the batch does not fill"]  # fmt: skip
    theirs = {"field_title": {}, "theirs": {**required, "default": [1]}, "other": {}}
    assert missing(theirs, EVERYTHING, "title") == []
