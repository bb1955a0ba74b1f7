"use strict";
/* Folds texts for search exactly as the workbench does: search_key and short_key. */
var kkFold = (function () {
  var SPELT = { "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u" };
  var SHORT = { "æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u" };
  /* Letters that fold to something else than their small form. */
  var FOLDED = { "ß": "ss", "ſ": "s", "ς": "σ", "ŉ": "ʼn", "ẞ": "ss", "µ": "μ", "ϐ": "β", "ϑ": "θ",
    "ϕ": "φ", "ϖ": "π", "ϰ": "κ", "ϱ": "ρ", "ϵ": "ε", "ẛ": "s", "ẚ": "aʾ", "ͅ": "ι" };
  var NOT_ASCII = /[^\x00-\x7f]/;
  var OTHER = /[^\x00-\x7f]/g;
  var MARKS = /[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\u20e1\ufe20-\ufe2f]/g;

  function small(text) {
    if (!NOT_ASCII.test(text)) { return text.toLowerCase(); }
    return text.normalize("NFC").replace(OTHER, function (sign) {
      return FOLDED[sign] || sign;
    }).toLowerCase().replace(/ς/g, "σ");
  }

  function spelt(text, letters) {
    if (!NOT_ASCII.test(text)) { return text; }
    var out = text.replace(OTHER, function (sign) { return letters[sign] || sign; });
    return NOT_ASCII.test(out) ? out.normalize("NFD").replace(MARKS, "") : out;
  }

  /* Small letters, æ ø å spelt ae oe aa, no accents. */
  function full(text) { return spelt(small(text), SPELT); }

  /* What is the same however a Dane spells it: å, aa and a are one letter. */
  function short(text) {
    return spelt(small(text), SHORT).replace(/aa/g, "a").replace(/oe/g, "o").replace(/ae/g, "a");
  }

  /* What a text is searched by. */
  function keys(text) {
    var first = full(text);
    return { full: first, short: short(text), packed: first.replace(/ /g, "") };
  }

  /* What is searched for. */
  function query(text) {
    var words = text.split(/\s+/).filter(function (word) { return word; });
    var digits = words.join("");
    return {
      words: words.map(function (word) { return { full: full(word), short: short(word) }; }),
      digits: /^[0-9]{3,}$/.test(digits) ? digits : ""
    };
  }

  function finds(asked, keys) {
    var all = asked.words.every(function (word) {
      return keys.full.indexOf(word.full) >= 0 || keys.short.indexOf(word.short) >= 0;
    });
    return all || (asked.digits !== "" && keys.packed.indexOf(asked.digits) >= 0);
  }

  return { full: full, short: short, keys: keys, query: query, finds: finds };
}());
