"use strict";
(function () {
  var ROOT = document.documentElement.getAttribute("data-root");
  var SHOWN = 50;

  function byId(id) { return document.getElementById(id); }

  function at(to) { return /^(tel|mailto):/.test(to) ? to : ROOT + to; }

  /* A link with its text; without an address only the text. */
  function link(text, to) {
    var made = document.createElement(to ? "a" : "span");
    made.textContent = text;
    if (to) { made.href = at(to); }
    return made;
  }

  /* Puts what is asked into the address, so that it can be kept; on disk a browser may refuse. */
  function remember(pairs) {
    var asked = new URLSearchParams();
    pairs.forEach(function (pair) { if (pair[1]) { asked.set(pair[0], pair[1]); } });
    var said = asked.toString();
    try {
      history.replaceState(null, "", said ? "?" + said : location.pathname);
    } catch (refused) { return; }
  }

  /* Lays a list out anew where it holds other rows than before. */
  function fill(list, rows, template, show) {
    var before = list.kkRows || [];
    if (list.kkRows && before.length === rows.length &&
        rows.every(function (row, n) { return row === before[n]; })) { return; }
    list.kkRows = rows;
    var made = document.createDocumentFragment();
    rows.forEach(function (row) {
      var item = template.content.firstElementChild.cloneNode(true);
      show(item, row);
      made.appendChild(item);
    });
    list.replaceChildren(made);
  }

  function title(item, text, to) {
    var anchor = item.querySelector("h2 a");
    anchor.textContent = text;
    if (to) { anchor.href = at(to); }
  }

  /* The contact list. */
  function contactList(form) {
    var KEYS = ["administration", "category", "district"];
    var chosen = ["", "", ""];
    var side = Number(form.getAttribute("data-side"));
    var keys = null;

    function prepared() {
      keys = keys || kkListe.map(function (row) { return kkFold.keys(row[5]); });
      return keys;
    }

    function matching() {
      var asked = kkFold.query(byId("q").value);
      var found = prepared();
      return kkListe.filter(function (row, n) {
        return chosen.every(function (name, at) { return !name || row[6][at].indexOf(name) >= 0; }) &&
          kkFold.finds(asked, found[n]);
      });
    }

    function result(item, row) {
      title(item, row[0], row[1]);
      item.querySelector(".place").textContent = row[2];
      if (row[3]) {
        var number = row[3];
        item.querySelector(".number").appendChild(
          number[1] ? link(number[0], number[1]) : document.createTextNode(number[0]));
      }
      row[4].forEach(function (way) {
        var line = document.createElement("li");
        line.appendChild(link(way[0], way[1]));
        item.querySelector(".ways").appendChild(line);
      });
    }

    function sheet(id, number, last) {
      var anchor = byId(id);
      anchor.hidden = number < 1 || number > last;
      anchor.href = "#antal";
      anchor.setAttribute("data-side", number);
    }

    function show() {
      var rows = matching();
      var last = Math.max(1, Math.ceil(rows.length / SHOWN));
      side = Math.min(Math.max(1, side), last);
      var first = (side - 1) * SHOWN;
      var shown = rows.slice(first, first + SHOWN);
      var from = rows.length ? first + 1 : 0;
      byId("antal").textContent = "Fandt " + rows.length + " resultat(er). Viser i øjeblikket " +
        from + " - " + (first + shown.length);
      byId("ingen").hidden = rows.length > 0;
      fill(byId("resultater"), shown, byId("resultat"), result);
      byId("sider").hidden = last === 1;
      sheet("forrige", side - 1, last);
      sheet("naeste", side + 1, last);
      remember([["q", byId("q").value]].concat(KEYS.map(function (key, n) {
        return [key, chosen[n]];
      }), [["side", side > 1 ? String(side) : ""]]));
    }

    function apply() {
      chosen = KEYS.map(function (key) { return byId(key).value; });
      side = 1;
      show();
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    byId("q").addEventListener("input", function () { side = 1; show(); });
    ["forrige", "naeste"].forEach(function (id) {
      byId(id).addEventListener("click", function (event) {
        event.preventDefault();
        side = Number(event.currentTarget.getAttribute("data-side"));
        show();
        byId("antal").scrollIntoView();
      });
    });
    var given = new URLSearchParams(location.search);
    byId("q").value = given.get("q") || "";
    KEYS.forEach(function (key) {
      byId(key).value = given.get(key) || "";
      if (byId(key).selectedIndex < 0) { byId(key).value = ""; }
    });
    chosen = KEYS.map(function (key) { return byId(key).value; });
    side = Number(given.get("side")) || side;
    show();
  }

  /* The search of the whole site. */
  function siteSearch(form) {
    var keys = null;

    function prepared() {
      keys = keys || kkSider.map(function (row) {
        return {
          title: kkFold.keys(row[0]),
          words: kkFold.keys(row[4]),
          all: kkFold.keys([row[0], row[4], row[5]].join(" "))
        };
      });
      return keys;
    }

    /* The title first, then search words, then what else a page says. */
    function rank(asked, of) {
      if (kkFold.finds(asked, of.title)) {
        var first = asked.words[0];
        return of.title.full.indexOf(first.full) === 0 || of.title.short.indexOf(first.short) === 0
          ? 0 : 1;
      }
      if (kkFold.finds(asked, of.words)) { return 2; }
      return kkFold.finds(asked, of.all) ? 3 : 4;
    }

    function result(item, row) {
      title(item, row[0], row[1]);
      item.querySelector(".trail").textContent = row[2];
      item.querySelector(".about").textContent = row[3];
    }

    function show() {
      var asked = kkFold.query(byId("q").value);
      var found = prepared();
      var ranked = [[], [], [], [], []];
      if (asked.words.length) {
        kkSider.forEach(function (row, n) { ranked[rank(asked, found[n])].push(row); });
      }
      var rows = ranked[0].concat(ranked[1], ranked[2], ranked[3]);
      var shown = rows.slice(0, SHOWN);
      byId("antal").textContent = asked.words.length
        ? "Fandt " + rows.length + " resultat(er). Viser i øjeblikket " + (rows.length ? 1 : 0) +
          " - " + shown.length : "";
      fill(byId("fundne"), shown, byId("fund"), result);
      remember([["q", byId("q").value]]);
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
    byId("q").addEventListener("input", show);
    byId("q").value = new URLSearchParams(location.search).get("q") || "";
    show();
  }

  /* The page that tells where a citizen leaves the site. */
  function onward() {
    var address = "";
    try {
      address = decodeURIComponent(location.hash.slice(1));
    } catch (broken) { address = ""; }
    if (/^https?:\/\//i.test(address)) {
      byId("adresse").href = address;
      byId("adresse").textContent = address;
      byId("adresse").hidden = false;
    }
    byId("tilbage").addEventListener("click", function () { history.back(); });
  }

  if (byId("filtre")) { contactList(byId("filtre")); }
  if (byId("soeg")) { siteSearch(byId("soeg")); }
  if (byId("videre")) { onward(); }
}());
