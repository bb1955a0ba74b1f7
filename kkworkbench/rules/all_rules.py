"""All rules: the modules of the families are imported here, and nowhere else."""

from kkworkbench.rules import (
    addresses,
    bodies,
    contact_list,
    drill,
    duplicates,
    guideline,
    hours,
    language,
    links,
    phones,
    presence,
    register,
    routes,
    usage,
    written,
)
from kkworkbench.rules.registry import registered

FAMILIES = (
    *(presence, guideline, phones, written, links, hours, addresses, bodies, drill),
    *(usage, contact_list, duplicates, routes, register, language),
)
RULES = registered()
