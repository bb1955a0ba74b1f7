"""What the module's PHP does, run by php itself with a site of a few lines."""

import json
import shutil
import subprocess
from importlib import resources
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")

SITE = r"""
namespace Drupal\Core\Entity { interface FieldableEntityInterface {} }
namespace Drupal\migrate {
  interface MigrateExecutableInterface {}
  class MigrateSkipRowException extends \Exception {}
  abstract class ProcessPluginBase {
    protected $configuration = ['entity_type' => 'node'];
  }
  class Row {
    public $uuid;
    public function getSourceProperty($name) { return $this->$name; }
  }
}
namespace {
  class Field {
    public $type; public $items = [];
    public function getType() { return $this->type; }
    public function getValue() { return $this->items; }
  }
  class Entity implements \Drupal\Core\Entity\FieldableEntityInterface {
    public $field;
    public function getFieldDefinition($name) { return $this->field; }
    public function get($name) { return $this->field; }
    // As office_hours does it: an item that is there keeps what the new one does not set.
    public function set($name, $value) {
      $old = $this->field->items;
      $this->field->items = [];
      foreach (array_values((array) $value) as $delta => $item) {
        $this->field->items[] = is_array($item) ? $item + ($old[$delta] ?? []) : $item;
      }
    }
  }
  class Drupal {
    public static $here = [];
    public static $fields = [];
    public $uuid;
    public static function service($name) { return new static(); }
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


def run(file: str, code: str) -> Any:
    """Run code beside one of the module's files and return what it prints as JSON."""
    source = resources.files("resources").joinpath("drupal", "module", "src", file)
    program = f"<?php {SITE} require {json.dumps(str(source))}; {code} }}"
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


def missing(fields: list[str], known: list[str]) -> Any:
    target = {"entity": "node", "bundle": "side", "fields": {"a": {"name": "field_a"}}}
    profile = {
        "page": target, "held_vocabularies": ["tags"], "drill_menu": "drill", "footer_menu": "",
        "parent": "reference", "page_menu": "main", "text_format": "html",
    }  # fmt: skip
    return run(
        "SiteModel.php",
        f"""
        Drupal::$here = json_decode('{json.dumps(known)}', TRUE);
        Drupal::$fields = array_flip(json_decode('{json.dumps(fields)}', TRUE));
        print json_encode(\\Drupal\\kkworkbench_import\\SiteModel::missing(
          json_decode('{json.dumps(profile)}', TRUE)));
        """,
    )


def test_what_the_profile_names_and_the_site_has_not_is_said() -> None:
    everything = ["node", "side", "tags", "drill", "html"]
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
