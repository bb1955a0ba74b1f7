"""The administrator's guide to a batch, in Danish and English, with the batch's own counts."""

from collections.abc import Iterable, Mapping
from importlib import resources
from string import Template

from kkworkbench.exports.drupal.module_migrations import migrations, redirect_migration
from kkworkbench.exports.drupal.profile import MENU, Profile, Target

_BY_TYPE = {"office_hours": "office_hours", "address": "address", "telephone": "telephone",
            "link": "link", "list_string": "options"}  # fmt: skip
_ALWAYS = ("paragraphs", "entity_reference_revisions")
_MIGRATING = ("migrate", "migrate_plus")


def readme(profile: Profile, batch: str, counts: Mapping[str, int], **more: int) -> bytes:
    """Return README.md; `more` has how many records stayed out and values are not carried."""
    file = resources.files("resources").joinpath("templates", "batch_readme.md")
    names = (*migrations(profile), *redirect_migration(profile))
    text = Template(file.read_text(encoding="utf-8")).substitute(
        counts,
        **more,
        batch=batch,
        profile=profile.name,
        user=profile.user,
        drill_menu=profile.drill_menu,
        footer_menu=profile.footer_menu or "–",
        modules=in_code(_MIGRATING + site_modules(profile)),
        model=site_model(profile),
        migrations=" ".join(names),
    )
    return text.encode("utf-8")


def in_code(names: Iterable[str]) -> str:
    """Return names as Markdown has them."""
    return ", ".join(f"`{name}`" for name in names)


def _targets(profile: Profile) -> list[Target]:
    found = [profile.phone, profile.contact, profile.page]
    if not profile.copies_contacts:
        found.insert(2, profile.box)
    return [target for target in found if target is not None]


def site_modules(profile: Profile) -> tuple[str, ...]:
    """Return the modules that the profile's entities and fields come from."""
    types = {field.type for target in _targets(profile) for field in target.fields.values()}
    names = [*_ALWAYS, *sorted(name for type_, name in _BY_TYPE.items() if type_ in types)]
    if profile.contact.entity not in ("node", "paragraph"):
        names.append(profile.contact.entity)
    return (*names, *(["content_moderation"] if profile.has_workflow else []))


def site_model(profile: Profile) -> str:
    """Return the bundles with their fields, the vocabularies and the menus, as a list."""
    bundles = [
        f"`{target.entity}.{target.bundle}`: {', '.join(f.name for f in target.fields.values())}"
        for target in _targets(profile)
    ]
    pages = profile.page_menu if profile.parent == MENU else ""
    menus = dict.fromkeys(filter(None, (profile.drill_menu, profile.footer_menu, pages)))
    words = [f"`taxonomy_term.{name}`" for name in sorted(profile.held_vocabularies)]
    lines = [*bundles, ", ".join([*words, *(f"`menu.{name}`" for name in menus)])]
    return "\n".join(f"- {line}" for line in lines)
