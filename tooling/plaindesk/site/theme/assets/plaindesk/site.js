/* The search understands words as people type them: without diacritics, inflected, mistyped. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const stop = new Set(known.stop);
  const endings = known.endings && new RegExp(known.endings, "u");
  const changes = known.changes.map(([pattern, instead]) => [new RegExp(pattern, "u"), instead]);
  const SILENT = /[\u00ad\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
  const WORD = /[\p{L}\p{N}\p{M}\u200c\u200d]+(?:[-_.:/\\@'’+][\p{L}\p{N}\p{M}\u200c\u200d]+)*/gu;
  const PART = /[\p{L}\p{N}\p{M}]+/gu;
  const SHORTEST_STEM = 3;
  const SHORTEST_TYPO = 5;

  const zeros = [0x660, 0x6f0, 0x966];
  const digit = (c) => {
    const zero = zeros.find((z) => c.codePointAt(0) >= z && c.codePointAt(0) < z + 10);
    return zero === undefined ? c : String(c.codePointAt(0) - zero);
  };

  /* One form of every letter, as in the index. */
  const plain = (word) =>
    [...word.normalize("NFKC").toLowerCase().replace(/ß/gu, "ss").replace(SILENT, "")]
      .map((c) => known.letters[c] ?? digit(c))
      .join("")
      .normalize("NFD")
      .replace(/([a-zα-ω])[\u0300-\u036f]+/gu, "$1")
      .normalize("NFC");

  const stem = (word) => {
    if (!endings || /\d/u.test(word)) return word;
    const shorter = word.replace(endings, "");
    const cut = shorter.length < SHORTEST_STEM ? word : shorter;
    const settled = changes.reduce((root, [pattern, instead]) => root.replace(pattern, instead), cut);
    return settled === word ? word : settled.replace(/([b-df-hj-np-tv-z])\1$/u, "$1");
  };

  /* Exact words first, then what begins so or with the stem, then one typo. */
  const clauses = (word) => {
    const asked = [`${word}^40`, `${word}*^8`];
    const root = stem(word);
    if (root !== word) asked.push(`${root}*^8`);
    if (word.length >= SHORTEST_TYPO && !/\d/u.test(word)) asked.push(`${word}~1`);
    return asked;
  };

  const words = (query) =>
    (query.match(WORD) ?? []).flatMap((found) => {
      const parts = (found.replace(/[\u200c\u200d]/gu, "").match(PART) ?? []).map(plain);
      const whole = parts.join("");
      return parts.length > 1 ? [whole, ...parts.filter((part) => part.length > 1)] : [whole];
    });

  const telling = (query) => {
    const asked = [...new Set(words(query))].filter(Boolean);
    const few = asked.filter((word) => !stop.has(word));
    return few.length ? few : asked;
  };

  const rewrite = (query) => {
    /* Who writes operators means them. */
    if (/["*~^]|(?:^|\s)[+-][\p{L}\p{N}]/u.test(query)) return query;
    return telling(query).flatMap(clauses).join(" ") || query;
  };
  Object.assign(known, { plain, stem, telling });

  /* How much of a question each article speaks of, in any of its parts; rare words tell more. */
  const covered = (articles, asked) => {
    const forms = asked.map((word) => [word, stem(word)]);
    const spoken = articles.map((parts) =>
      forms.map((either) => parts.some(({ terms }) => either.some((form) => terms[form]))),
    );
    const weights = forms.map((_, n) =>
      Math.log(1 + articles.length / (1 + spoken.filter((told) => told[n]).length)),
    );
    const sum = (told) => weights.reduce((all, weight, n) => all + (told(n) ? weight : 0), 0);
    return spoken.map((told) => sum((n) => told[n]) / sum(() => true));
  };

  /* The engine ranks by the best part alone; an article that speaks of all that was asked is better. */
  const rank = (articles, asked) => {
    const shares = covered(articles, asked);
    const scored = articles.map((parts, n) => [Math.max(...parts.map(({ score }) => score)) * shares[n], parts]);
    scored.sort(([one], [other]) => other - one);
    articles.splice(0, articles.length, ...scored.map(([, parts]) => parts));
  };

  const QUERY = 2;
  const RESULT = 3;
  const asking = new WeakMap();
  const hear = ({ target, data }) => {
    const { asked } = asking.get(target);
    if (data.type === RESULT && asked.length > 1) rank(data.data.items, asked);
  };

  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    /* Before anybody else hears of a result. */
    if (!asking.has(this)) this.addEventListener("message", hear, true);
    if (message?.type !== QUERY || typeof message.data !== "string") {
      asking.set(this, { asked: [] });
      return post.call(this, message, ...rest);
    }
    const data = rewrite(message.data);
    asking.set(this, { asked: data === message.data ? [] : telling(message.data) });
    return post.call(this, { ...message, data }, ...rest);
  };
})();
