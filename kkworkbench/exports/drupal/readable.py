"""What people read in a batch: CSV files and the administrator's README."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from kkworkbench.exports.cells import starts_formula
from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.profile_losses import Loss
from kkworkbench.exports.drupal.readme import readme
from kkworkbench.exports.drupal.shapes import Item

SEVERAL = " | "


def readable_files(job: Job, left_out: Sequence[Item], losses: Sequence[Loss]) -> dict[str, bytes]:
    """Return the CSV files and the README by name."""
    items = job.items
    numbers = {phone["id"]: phone["number"] for phone in items["phones"]}
    terms = {term["id"]: term["name"] for term in items["terms"]}
    facets = list(job.profile.vocabularies.values())
    contacts = [
        [
            c["id"],
            c["title"],
            _joined(numbers[phone] for phone in c["phones"]),
            *(c["address"][part] if c["address"] else "" for part in _ADDRESS),
            *(_joined(terms[term] for term in c["facets"][facet]) for facet in facets),
        ]
        for c in items["contacts"]
    ]
    paths = {page["id"]: page["path"] for page in items["pages"]}
    pages = [
        [p["id"], p["title"], p["path"], p["summary"], _joined(p["search_words"])]
        for p in items["pages"]
    ]
    footer = [
        [f["id"], f["title"], paths[f["page"]] if f["page"] else f["uri"]] for f in items["footer"]
    ]
    redirects = [[r["id"], r["from"], paths[r["page"]]] for r in items["redirects"]]
    counts = {part: len(found) for part, found in items.items()}

    def head(*keys: str) -> list[str]:
        return _head(job, *keys)

    return {
        "contacts.csv": _csv(
            [*head("id", "title", "phones", "street", "postal_code", "town", "administration",
                   "categories", "districts")], contacts),
        "pages.csv": _csv(head("id", "title", "path", "help_text", "search_words"), pages),
        "footer.csv": _csv(head("id", "title", "target"), footer),
        "redirects.csv": _csv(head("id", "from", "to"), redirects),
        **missing_files(job, left_out, losses),
        "README.md": readme(
            job.profile, job.batch_id, counts, left_out=len(left_out), losses=len(losses)
        ),
    }  # fmt: skip


def missing_files(job: Job, left_out: Sequence[Item], losses: Sequence[Loss]) -> dict[str, bytes]:
    """Return the CSV files that say which records stay out and what a site cannot hold."""
    words = job.messages.text
    names = ("kind", "id", "title", "code", "message")
    out = [[each[name] for name in names] for each in left_out]
    lost = [[each.kind, each.id, each.title, words(f"drupal.loss.{each.what}")] for each in losses]
    return {
        "left_out.csv": _csv(_head(job, "record", "id", "title", "code", "message"), out),
        "not_carried.csv": _csv(_head(job, "record", "id", "title", "what_lost"), lost),
    }


def _head(job: Job, *keys: str) -> list[str]:
    return [job.messages.text(f"exports.column.{key}") for key in keys]


_ADDRESS = ("address_line1", "postal_code", "locality")


def _joined(values: Iterable[str]) -> str:
    return SEVERAL.join(value.replace("|", "/") for value in values)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([f"'{text}" if starts_formula(text) else text for text in row])
    return out.getvalue().encode("utf-8", "replace")
