"""terms.json: the facet values, and the tags that pages carry."""

from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import Item, derived_uuid, item_id, uuid_of
from kkworkbench.model.terms import Term, Vocabulary


def term_items(job: Job) -> list[Item]:
    """Return all terms that stay in, by vocabulary and order, and then the tags."""
    items: list[Item] = []
    for vocabulary in Vocabulary:
        found = [t for t in job.scope.state.all(Term) if t.vocabulary is vocabulary]
        kept = [t for t in sorted(found, key=lambda t: (t.order, t.id)) if job.scope.has(t)]
        for weight, term in enumerate(kept):
            items.append({
                "id": item_id("term", term.id),
                "uuid": uuid_of(term.id),
                "vid": job.profile.vocabularies[vocabulary],
                "name": term.name,
                "weight": weight,
                "parent": "",
                "tag_name": "",
            })  # fmt: skip
    names = sorted({tag for page in job.scope.pages() for tag in page.tags if tag.strip()})
    for weight, name in enumerate(names):
        items.append({
            "id": tag_id(name),
            "uuid": derived_uuid("tag", name),
            "vid": job.profile.tags,
            "name": name,
            "weight": weight,
            "parent": "",
            "tag_name": name,
        })  # fmt: skip
    return items


def tag_id(name: str) -> str:
    """Return the item id of a tag."""
    return f"tag:{derived_uuid('tag', name)}"
