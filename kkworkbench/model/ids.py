"""Name the ids of each kind of record; all are UUIDs as text, settings excepted."""

from typing import NewType

PageId = NewType("PageId", str)
ContactId = NewType("ContactId", str)
BoxId = NewType("BoxId", str)
DrillEntryId = NewType("DrillEntryId", str)
ListEntryId = NewType("ListEntryId", str)
SiteId = NewType("SiteId", str)
TermId = NewType("TermId", str)
SourceRecordId = NewType("SourceRecordId", str)
WaiverId = NewType("WaiverId", str)
SettingId = NewType("SettingId", str)
UsageId = NewType("UsageId", str)
GuidelineRowId = NewType("GuidelineRowId", str)
SnapshotId = NewType("SnapshotId", str)
MappingProfileId = NewType("MappingProfileId", str)
BatchId = NewType("BatchId", str)
AdoptionId = NewType("AdoptionId", str)
AnswerId = NewType("AnswerId", str)
PartId = NewType("PartId", str)
"""Id of a nested part (a phone, a channel) that is stable while the part is edited or moved."""
