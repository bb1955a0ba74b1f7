"""The companion module that a batch brings along, made for the site's profile."""

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from kkworkbench.exports.drupal.module_migrations import migrations, redirect_migration
from kkworkbench.exports.drupal.module_yaml import yaml_text
from kkworkbench.exports.drupal.profile import FACET_KEYS, Profile, Target

MODULE = "kkworkbench_import"
REDIRECTS = f"{MODULE}/modules/{MODULE}_redirect"
_HEADER = "# SPDX-License-Identifier: GPL-2.0-or-later\n"


def module_files(profile: Profile) -> dict[str, bytes]:
    """Return the files of the module by their path in the batch."""
    root = resources.files("resources").joinpath("drupal", "module")
    files = {f"{MODULE}/{path}": file.read_bytes() for path, file in _walk(root, "")}
    for name, made in migrations(profile).items():
        files[f"{MODULE}/migrations/{name}.yml"] = _yaml(made)
    for name, made in redirect_migration(profile).items():
        files[f"{REDIRECTS}/migrations/{name}.yml"] = _yaml(made)
    text = json.dumps(site_names(profile), ensure_ascii=False, indent=1)
    files[f"{MODULE}/profile.json"] = f"{text}\n".encode()
    return dict(sorted(files.items()))


def site_names(profile: Profile) -> dict[str, Any]:
    """Return what the module's dump must know of the profile."""
    return {
        "name": profile.name,
        "user": profile.user,
        "text_format": profile.text_format,
        "copies_contacts": profile.copies_contacts,
        "vocabularies": {key: profile.vocabularies[v] for v, key in FACET_KEYS.items()},
        "held_vocabularies": sorted(profile.held_vocabularies),
        "parent": profile.parent,
        "page_menu": profile.page_menu,
        "drill_menu": profile.drill_menu,
        "footer_menu": profile.footer_menu,
        "migrations": [*migrations(profile), *redirect_migration(profile)],
        "phone": _named(profile.phone),
        "contact": _named(profile.contact),
        "box": _named(profile.box),
        "page": _named(profile.page),
    }


def _named(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    fields = {key: {"name": f.name, "type": f.type} for key, f in target.fields.items()}
    return {"entity": target.entity, "bundle": target.bundle, "fields": fields}


def _yaml(made: dict[str, Any]) -> bytes:
    return (_HEADER + yaml_text(made)).encode()


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _walk(each, f"{above}{each.name}/")
        elif not each.name.startswith("."):
            yield f"{above}{each.name}", each
