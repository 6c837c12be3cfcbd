/* From text to the words that are indexed and asked for, as `store/search/analysis.py` has them. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const piece = `[\\p{L}\\p{N}${known.marks}]+`;
  const WORD = new RegExp(`${piece}(?:[-_.:/\\\\@'’+\\u200c]${piece})*`, "gu");
  const PART = new RegExp(piece, "gu");
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]{2,}/u;
  const LONGEST = 64;
  const ZEROS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6];
  const stop = new Set(known.stop);
  const silent = new Set(known.silent);

  const digit = (c) => {
    const zero = ZEROS.find((z) => c.codePointAt(0) >= z && c.codePointAt(0) < z + 10);
    return zero === undefined ? c : String(c.codePointAt(0) - zero);
  };

  /* Small letters, one form of each, digits 0 to 9. */
  const plain = (word) =>
    [...word.normalize("NFKC").toLowerCase().replace(/ß/gu, "ss").replace(/ς/gu, "σ").normalize("NFC")]
      .filter((c) => !silent.has(c))
      .map((c) => known.letters[c] ?? digit(c))
      .join("");

  /* Without the marks of Latin and Greek letters. */
  const folded = (word) =>
    word.normalize("NFD").replace(/(?<=[a-zα-ω])[\u0300-\u036f]+/gu, "").normalize("NFC");

  function* token(text, start) {
    const bare = plain(text).slice(0, LONGEST);
    const word = folded(bare);
    if (word) yield { start, end: start + text.length, word, bare, parts: [] };
  }

  /* Scripts that put no spaces between words are cut into pairs of letters. */
  function* pieces(text, start) {
    const unspaced = UNSPACED.exec(text);
    if (!unspaced) {
      yield* token(text, start);
      return;
    }
    const [run] = unspaced;
    const first = start + unspaced.index;
    yield* token(text.slice(0, unspaced.index), start);
    for (let n = 0; n < run.length - 1; n += 1) yield* token(run.slice(n, n + 2), first + n);
    const rest = unspaced.index + run.length;
    if (rest < text.length) yield* pieces(text.slice(rest), start + rest);
  }

  function* tokens(text) {
    for (const { 0: found, index } of text.matchAll(WORD)) {
      const parts = [...found.matchAll(PART)].flatMap((part) => [...pieces(part[0], index + part.index)]);
      const word = parts.map((part) => part.word).join("").slice(0, LONGEST);
      if (parts.length === 1 || UNSPACED.test(found)) yield* parts;
      else if (parts.length) yield { start: index, end: index + found.length, word, bare: word, parts };
    }
  }

  /* A word of the pages has the stems it was indexed by; any other is cut by the language's rules. */
  const stemmer = (forms) => {
    const found = new Map(Object.entries(forms));
    return ({ bare }) => {
      if (!found.has(bare)) {
        const { cut } = known;
        const both = /\p{Nd}/u.test(bare) ? [bare] : [cut(bare), cut(folded(bare))];
        found.set(bare, [...new Set(both.map(folded))]);
      }
      const stems = found.get(bare);
      return stems.length ? stems : [bare];
    };
  };

  Object.assign(known, {
    flat: (one) => [one, ...one.parts],
    folded,
    isStopWord: (word) => stop.has(word),
    plain: (word) => folded(plain(word)),
    stemmer,
    tokens,
  });
})();
