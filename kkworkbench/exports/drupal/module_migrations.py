"""The migrations that a profile asks for, in the order of import."""

from collections.abc import Iterable, Mapping
from typing import Any

from kkworkbench.exports.drupal.module_rows import (
    BETWEEN_WORDS,
    MAPPED,
    PAGE_LINKS,
    needs_rows,
)
from kkworkbench.exports.drupal.profile import (
    FACET_KEYS,
    MENU,
    NODE,
    REVISIONS,
    Profile,
    SiteField,
)

Definition = dict[str, Any]
TAG = "kkworkbench"
FOLDER = "private://kkworkbench"
"""Where the batch lies on the site; $settings['kkworkbench_batch'] names another folder."""

_HTML = ("text_long", "text_with_summary")
_LINK_OWNS = ("title", "description", "weight", "enabled", "link", "parent")


def migrations(profile: Profile) -> dict[str, Definition]:
    """Return the migrations by name, without the redirects."""
    found = {"terms": _terms(profile)}
    if _has_phones(profile):
        found["phones"] = _phones(profile)
    if not profile.copies_contacts:
        found["contacts"] = _contacts(profile)
    found["boxes"] = _boxes(profile)
    found["pages"] = _pages(profile)
    if profile.parent == MENU:
        found["page_links"] = _links(profile, "page_links", PAGE_LINKS, profile.page_menu)
    found["menu"] = _links(profile, "menu", "menu", profile.drill_menu)
    if profile.footer_menu:
        found["footer"] = _links(profile, "footer", "footer", profile.footer_menu)
    return {f"{TAG}_{name}": made for name, made in found.items()}


def redirect_migration(profile: Profile) -> dict[str, Definition]:
    """Return the migration of the submodule."""
    process = {
        "_by_uuid": _lookup("redirect", "uuid"),
        "_by_path": {**_lookup("redirect", "from", "redirect_source.path"), "ignore_case": True},
        "rid": {"plugin": "null_coalesce", "source": ["@_by_uuid", "@_by_path"]},
        "uuid": "uuid",
        "language": _always("und"),
        "uid": _always(profile.user),
        "redirect_source/path": "from",
        "redirect_source/query": _always(None),
        "status_code": "status",
        "_page": {**_page_reference(), "as": "uri", "prefix": "internal:/node/"},
        "redirect_redirect/uri": {"plugin": "null_coalesce", "source": ["@_page", "uri"]},
    }
    return {
        f"{TAG}_redirects": _definition(
            "redirects",
            "redirects",
            ("from", "page", "page_uuid", "uri", "status"),
            process,
            {
                "plugin": "entity:redirect",
                "overwrite_properties": ["redirect_source", "redirect_redirect", "status_code"],
            },
            ("pages",),
        )
    }


def _terms(profile: Profile) -> Definition:
    held = sorted(profile.held_vocabularies)
    process: Definition = {
        "_by_uuid": _lookup("taxonomy_term", "uuid"),
        "_by_name": {
            **_lookup("taxonomy_term", "tag_name", "name"),
            "bundle_key": "vid",
            "bundle": profile.tags,
        },
        "tid": {"plugin": "null_coalesce", "source": ["@_by_uuid", "@_by_name"]},
        "uuid": "uuid",
        # A term of a vocabulary that the site has not is left out.
        "vid": {"plugin": "static_map", "source": "vid", "map": {each: each for each in held}},
        "name": "name",
        "langcode": _always(profile.langcode),
        "weight": "weight",
        "parent": _reference("parent", "terms", "taxonomy_term"),
    }
    return _definition(
        "terms",
        "terms",
        ("vid", "name", "weight", "parent", "tag_name"),
        process,
        {
            "plugin": "entity:taxonomy_term",
            "overwrite_properties": ["name", "weight", "parent"],
        },
        (),
    )


def _phones(profile: Profile) -> Definition:
    assert profile.phone is not None
    process = _paragraph(profile)
    for key, held in profile.phone.fields.items():
        process |= _value(profile, held, key)
    destination = {"plugin": "kkworkbench_paragraph", "default_bundle": profile.phone.bundle}
    selectors = (*profile.phone.fields, "retired")
    return _definition("phones", "phones", selectors, process, destination, ())


def _paragraph(profile: Profile) -> Definition:
    return {
        **_unless_unknown("paragraph"),
        "uuid": "uuid",
        "langcode": _always(profile.langcode),
    }


def _contacts(profile: Profile) -> Definition:
    target = profile.contact
    process: Definition = {
        **_unless_unknown(target.entity),
        "uuid": "uuid",
        "langcode": _always(profile.langcode),
    }
    process |= _contact_values(profile)
    groups: dict[str, list[str]] = {key: [held.name] for key, held in target.fields.items()}
    needed = ["terms", *(["phones"] if _has_phones(profile) else [])]
    selectors = {**_plain(target.fields), **_facets(profile, "facets", "")}
    selectors |= _plain(("moderation_state", "revision_log", "content_hash", "retired"))
    file = MAPPED if needs_rows(profile) else "contacts"
    if target.entity == NODE:
        process |= _states(profile)
        process["uid"] = _always(profile.user)
        return _definition(
            "contacts", file, selectors, process, _node(profile, target.bundle, groups, {}), needed
        )
    process = {
        **process,
        "status": {
            "plugin": "static_map",
            "source": "moderation_state",
            "map": {"draft": 0, "published": 1, "archived": 0},
        },
    }
    destination = {
        "plugin": "kkworkbench_entity",
        "entity_type": target.entity,
        "default_bundle": target.bundle,
        "user": profile.user,
    }
    return _definition("contacts", file, selectors, process, destination, needed)


def _boxes(profile: Profile) -> Definition:
    process = _paragraph(profile)
    destination = {"plugin": "kkworkbench_paragraph", "default_bundle": profile.box.bundle}
    if profile.copies_contacts:
        process |= _contact_values(profile)
        selectors = {**_plain(profile.contact.fields), **_facets(profile, "facets", "")}
        selectors |= _plain(("retired",))
        needed = ["terms", *(["phones"] if _has_phones(profile) else [])]
        return _definition("boxes", MAPPED, selectors, process, destination, needed)
    for key, held in profile.box.fields.items():
        if key == "contact":
            process[held.name] = _reference("contact", "contacts", profile.contact.entity)
        else:
            process |= _value(profile, held, key)
    names = (*profile.box.fields, "retired")
    return _definition("boxes", "boxes", names, process, destination, ("contacts",))


def _pages(profile: Profile) -> Definition:
    fields = profile.page.fields
    process: Definition = {
        **_unless_unknown(NODE),
        "uuid": "uuid",
        "langcode": _always(profile.langcode),
        "uid": _always(profile.user),
        "path/alias": "path",
        "path/langcode": _always(profile.langcode),
    }
    process |= _states(profile)
    groups: dict[str, list[str]] = {"path": ["path"]}
    merge = {fields["boxes"].name: f"{TAG}_boxes"}
    for key, held in fields.items():
        group = "list" if key.startswith("list_") else key
        groups.setdefault(group, []).append(held.name)
        if key == "boxes":
            process[held.name] = _reference("boxes", "boxes", "paragraph", revision=True)
        elif key == "parent":
            process[held.name] = {
                **_reference("parent", "pages", "node"),
                "uuid_from": "parent_uuid",
            }
        elif key == "contact":
            process[held.name] = _reference("contact", "contacts", profile.contact.entity)
        elif key in ("tags", "owner") or key.removeprefix("list_") in FACET_KEYS.values():
            process[held.name] = _reference(key, "terms", "taxonomy_term")
        else:
            process |= _value(profile, held, key)
        if key == "tags":
            process[f"_{held.name}_removed"] = _reference("tags_removed", "terms", "taxonomy_term")
            merge[held.name] = "terms"
    selectors = _plain(key for key in fields if not key.startswith("list_"))
    selectors |= _plain(
        ("parent", "parent_uuid", "path", "tags_removed", "boxes_removed", "owns", "adopt",
         "moderation_state", "revision_log", "content_hash", "retired")
    )  # fmt: skip
    selectors |= {
        key: f"list/{key.removeprefix('list_')}" for key in fields if key.startswith("list_")
    }
    selectors |= _facets(profile, "list/facets", "list_")
    needed = ["terms", "boxes", *([] if profile.copies_contacts else ["contacts"])]
    destination = _node(profile, profile.page.bundle, groups, merge)
    return _definition("pages", "pages", selectors, process, destination, needed)


def _links(profile: Profile, name: str, file: str, menu: str) -> Definition:
    process: Definition = {
        **_unless_unknown("menu_link_content"),
        "id": {
            **_lookup("menu_link_content", "uuid"),
            "bundle_key": "bundle",
            "bundle": "menu_link_content",
        },
        "uuid": "uuid",
        "bundle": _always("menu_link_content"),
        "langcode": _always(profile.langcode),
        "menu_name": _always(menu),
        "title": "title",
        "description": "help",
        "weight": "weight",
        "enabled": "enabled",
        "expanded": _always(0),
        "_page": {**_page_reference(), "as": "uri"},
        "link/uri": {"plugin": "null_coalesce", "source": ["@_page", "uri"]},
        "parent": {**_reference("parent", name, "menu_link_content"), "as": "menu_link"},
    }
    return _definition(
        name,
        file,
        ("parent", "title", "help", "weight", "enabled", "page", "page_uuid", "uri", "retired"),
        process,
        {
            "plugin": "entity:menu_link_content",
            "no_stub": True,
            "overwrite_properties": list(_LINK_OWNS),
        },
        ("pages",),
    )


def _unless_unknown(entity: str) -> Definition:
    return {
        "_retired": {"plugin": "kkworkbench_retired", "source": "retired", "entity_type": entity}
    }


def _contact_values(profile: Profile) -> Definition:
    process: Definition = {}
    for key, held in profile.contact.fields.items():
        if key in FACET_KEYS.values():
            process[held.name] = _reference(key, "terms", "taxonomy_term")
        elif key == "phones" and held.type == REVISIONS:
            process[held.name] = _reference("phones", "phones", "paragraph", revision=True)
        else:
            process |= _value(profile, held, key)
    return process


def _value(profile: Profile, held: SiteField, key: str) -> Definition:
    source = "id" if key == "source_id" else key
    if held.type in _HTML:
        return {f"{held.name}/value": source, f"{held.name}/format": _always(profile.text_format)}
    if key == "search_words" and held.values == 1:
        return {held.name: {"plugin": "concat", "source": key, "delimiter": BETWEEN_WORDS}}
    if key == "list_tier":
        # A list field takes no empty text.
        return {held.name: {"plugin": "skip_on_empty", "method": "process", "source": key}}
    return {held.name: source}


def _states(profile: Profile) -> Definition:
    if not profile.has_workflow:
        return {}
    return {
        "moderation_state": {
            "plugin": "static_map",
            "source": "moderation_state",
            "map": dict(profile.states),
        }
    }


def _node(
    profile: Profile, bundle: str, groups: Mapping[str, list[str]], merge: Mapping[str, str]
) -> Definition:
    destination: Definition = {
        "plugin": "kkworkbench_node",
        "default_bundle": bundle,
        "user": profile.user,
        "groups": dict(groups),
    }
    return destination | ({"merge": dict(merge)} if merge else {})


def _definition(
    name: str,
    file: str,
    selectors: Mapping[str, str] | Iterable[str],
    process: Definition,
    destination: Definition,
    needed: Iterable[str],
) -> Definition:
    found = (
        dict(selectors)
        if isinstance(selectors, Mapping) and _is_text(selectors)
        else _plain(selectors)
    )
    fields = {"id": "id", "uuid": "uuid"} | {k: v for k, v in found.items() if k != "source_id"}
    return {
        "id": f"{TAG}_{name}",
        "label": f"KK workbench: {name.replace('_', ' ')}",
        "migration_tags": [TAG],
        "source": {
            "plugin": "url",
            "data_fetcher_plugin": "file",
            "data_parser_plugin": "json",
            "track_changes": True,
            "urls": [f"{FOLDER}/{file}.json"],
            "item_selector": "items",
            "ids": {"id": {"type": "string", "max_length": 128}},
            "fields": [{"name": key, "selector": path} for key, path in fields.items()],
        },
        "process": process,
        "destination": destination,
        "migration_dependencies": {"required": [f"{TAG}_{each}" for each in needed]},
    }


def _is_text(selectors: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) for value in selectors.values())


def _plain(keys: Iterable[str]) -> dict[str, str]:
    return {key: key for key in keys}


def _facets(profile: Profile, above: str, prefix: str) -> dict[str, str]:
    return {
        f"{prefix}{key}": f"{above}/{profile.vocabularies[vocabulary]}"
        for vocabulary, key in FACET_KEYS.items()
    }


def _has_phones(profile: Profile) -> bool:
    held = profile.contact.fields.get("phones")
    return held is not None and held.type == REVISIONS and profile.phone is not None


def _always(value: Any) -> Definition:
    return {"plugin": "default_value", "default_value": value}


def _lookup(entity: str, source: str, key: str = "uuid") -> Definition:
    return {
        "plugin": "entity_lookup",
        "source": source,
        "entity_type": entity,
        "value_key": key,
        "access_check": False,
    }


def _reference(source: str, part: str, entity: str, *, revision: bool = False) -> Definition:
    found = {
        "plugin": "kkworkbench_reference",
        "source": source,
        "migration": f"{TAG}_{part}",
        "entity_type": entity,
    }
    return found | ({"as": "revision"} if revision else {})


def _page_reference() -> Definition:
    return {**_reference("page", "pages", "node"), "uuid_from": "page_uuid"}
