"""Where a link of the workspace leads within the prototype."""

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from kkworkbench.exports.prototype.folders import ONWARD
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.state.state import State
from kkworkbench.text.html import clean_html
from kkworkbench.text.phone import PhoneKind, read_phone
from kkworkbench.text.urls import UrlKind, read_url

_HREF = re.compile(r'<a href="([^"]*)"')
_OUTSIDE = ("tel:", "mailto:")
_CALLED = frozenset({PhoneKind.OK, PhoneKind.OK_NORMALISED, PhoneKind.OK_SHORT, PhoneKind.FOREIGN})


def file_in(folder: str) -> str:
    """Return the file of a folder, named in full: a file system shows no index by itself."""
    return f"{folder}/index.html" if folder else "index.html"


def at(to: str, root: str) -> str:
    """Return a link as a page writes it from which `root` leads to the start."""
    return to if to.startswith(_OUTSIDE) else root + to


def call(number: str) -> str:
    """Return the link that calls a number; "" where it is none that can be dialled."""
    reading = read_phone(number)
    if reading.kind not in _CALLED:
        return ""
    return "tel:" + "".join(sign for sign in reading.display if sign in "+0123456789")


class Links:
    """Knows the addresses of all pages, those that they have and those that they replaced."""

    def __init__(self, state: State, pages: Iterable[Page], folders: Mapping[str, str]) -> None:
        self._state = state
        self._folders = folders
        self._hosts: dict[str, str] = {site.id: _bare_host(site.host) for site in state.all(Site)}
        self._main = next(iter(sorted(self._hosts.values())), "")
        self._known: dict[tuple[str, str], str] = {}
        ordered = sorted(pages, key=lambda page: page.id)
        for page in ordered:
            self._known.setdefault((self.host(page), _bare(page.path)), folders[page.id])
        for page in ordered:
            for path in page.replaced_paths:
                self._known.setdefault((self.host(page), _bare(path)), folders[page.id])

    def host(self, page: Page | None) -> str:
        """Return the host of a page's site."""
        site = page.site if page is not None else None
        return self._hosts.get(site or "", self._main)

    def site_host(self, site: Site) -> str:
        """Return the host of a site."""
        return self._hosts[site.id]

    def to(self, url: str, host: str) -> str:
        """Return a link on a page of a host; "" where it leads nowhere that can be shown."""
        read = read_url(url)
        match read.kind:
            case UrlKind.INNER if read.path.startswith("/"):
                return self._inner(host, read.path, f"https://{host}{read.path}")
            case UrlKind.WEB:
                address = url.strip() if read.scheme else f"https:{url.strip()}"
                if _bare_host(read.host) in self._hosts.values():
                    return self._inner(_bare_host(read.host), read.path, address)
                return onward(address)
            case UrlKind.PHONE | UrlKind.MAIL:
                scheme, _, rest = url.strip().partition(":")
                wanted = scheme.casefold() in ("tel", "mailto")
                return f"{scheme.casefold()}:{quote(unquote(rest), safe='+@.')}" if wanted else ""
        return ""

    def page(self, page_id: str) -> str:
        """Return the link to a page, or to where a link page leads; "" where no citizen sees it."""
        page = self._state.get(Page, page_id)
        if page is None or page_id not in self._folders:
            return ""
        if page.kind is PageKind.LINK:
            return self.to(page.link_url, self.host(page)) or file_in(self._folders[page_id])
        return file_in(self._folders[page_id])

    def body(self, text: str, host: str, root: str) -> str:
        """Return the HTML of a page, cleaned, with its links leading within the prototype."""
        if not text.strip():
            return ""
        clean = clean_html(text)
        if "<" not in clean:
            return f"<p>{clean}</p>"
        return _HREF.sub(lambda found: self._anchor(found[1], host, root), clean)

    def _anchor(self, href: str, host: str, root: str) -> str:
        to = self.to(html.unescape(href), host)
        return f'<a href="{html.escape(at(to, root))}"' if to else "<a"

    def _inner(self, host: str, path: str, address: str) -> str:
        folder = self._known.get((host, _bare(path)))
        if folder is not None:
            return file_in(folder)
        return onward(address) if host else ""


def onward(address: str) -> str:
    """Return the link to the page that tells where a citizen leaves the site."""
    return f"{file_in(ONWARD)}#{quote(address, safe='')}"


def _bare(path: str) -> str:
    return unquote(re.split(r"[?#]", path.strip(), maxsplit=1)[0]).strip("/").casefold()


def _bare_host(host: str) -> str:
    return host.strip().casefold().removeprefix("www.")
