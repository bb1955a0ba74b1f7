"""What a site should hold after a batch, and the form of the dump that says what it holds.

The dump is one JSON object in UTF-8, written by the companion module. All names are those of the
batch's own items, and every reference is the uuid of what it leads to ("" for none):

    {"format": "kkworkbench-dump/1",
     "site": {"drupal": "10.4.9", "profile": "default", "made_at": "2026-11-26T19:00:00+00:00"},
     "items": {
      "terms":     [{"uuid", "vid", "name", "weight", "parent"}],
      "contacts":  [{"uuid", "nid", "aliases": ["/…"], "default": CONTACT, "latest": CONTACT|null}],
      "pages":     [{"uuid", "nid", "aliases": ["/…"], "default": PAGE, "latest": PAGE|null}],
      "menu":      [{"uuid", "parent", "title", "help", "weight", "enabled", "page_uuid", "uri",
                     "order"}],
      "redirects": [{"uuid", "from", "page_uuid", "uri", "status"}]},
     "messages": ["kkworkbench_pages page:…: why it was held"]}

    CONTACT  {"title", "intro", "address": {"organization", "address_line1", …}|null,
              "phones": [{"uuid", "label", "number", "note", "hours": [SLOT]}],
              "opening_hours": [SLOT], "links": [{"uri", "title"}],
              "facets": {VOCABULARY: [term uuid]}, "moderation_state", "published"}
    PAGE     {"title", "summary", "body", "parent": page uuid, "tags": [term uuid],
              "owner": term uuid, "contact": contact uuid,
              "boxes": [{"uuid", "contact": contact uuid, "heading", "channels": [text], "note"}],
              "list": {"tier", "title", "help", "facets": {VOCABULARY: [term uuid]}},
              "moderation_state", "published"}
    SLOT     {"day", "starthours", "endhours", "comment"}

- It holds every entity of the profile's bundles, vocabularies and menu, also those that no batch
  made; their order is free, the order inside lists is that of the site.
- `default` is the default revision. `latest` is the latest one, or null where they are the same.
  Phones and boxes are read at the paragraph revision that this node revision refers to.
- Boxes of other paragraph types are listed too, with "uuid" and "type" alone.
- `facets` and `vid` use the site's vocabulary names. `order` counts from 0 among all siblings as
  the menu shows them. `from` has no leading slash; `uri` is "" where `page_uuid` is set.
- Texts are the raw value, without the format. What is empty may be "", null, [] or absent; flags
  may be 0/1 or false/true; further keys are ignored.
- A field that the profile cannot hold is absent from the dump, and verify.json does not ask for it.

verify.json has the form of the dump with the format "kkworkbench-verify/1" and the keys that the
batch answers for, and beside them: "id" and "title" of each item; "tags" as {"has": [], "hasnt":
[]}; "boxes_removed"; "aliases" with those that must be there; and for nodes "latest": null where
the latest revision is the default one, "default": null where the batch cannot know what is live.
"""

DUMP_FORMAT = "kkworkbench-dump/1"
VERIFY_FORMAT = "kkworkbench-verify/1"
