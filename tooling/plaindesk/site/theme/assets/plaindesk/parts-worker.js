/* A large site is searched by Pagefind, which loads only the parts of its index that a question
 * needs. It answers the theme's box in place of the theme's own worker. */

(() => {
  "use strict";
  const top = new URL("../../", document.currentScript.src);
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const MOST = 10;
  /* Milliseconds without another letter: what nobody waits for any more isn't looked for. */
  const PAUSE = 100;
  const HEADINGS = 2;
  const HIDDEN = "\u2042";
  const [BEFORE, LENGTH] = [6, 30];
  const titles = new Map();

  let bundles = 1;
  let loaded;
  const engine = () =>
    (loaded ??= import(new URL("pagefind/pagefind.js", top)).then(async (found) => {
      await found.options({ baseUrl: "/" });
      await found.init();
      for (let n = 2; n <= bundles; n += 1)
        await found.mergeIndex(new URL(`pagefind-${n}/`, top).href, { baseUrl: "/" });
      return found;
    }));

  const escaped = (text) =>
    text.replace(/[&<>"]/gu, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  /* A word as it is or begun; where there is none, what its stem begins. */
  const hits = async (word) => {
    const pagefind = await engine();
    const { results } = await pagefind.search(word);
    const root = window.plaindesk.stem(word);
    return results.length || root === word ? results : (await pagefind.search(root)).results;
  };

  /* Pages with most of the words come first: a sentence asks for more than one page says. */
  const ranked = async (query, isStale) => {
    const asked = query.includes('"') ? [query] : window.plaindesk.telling(query);
    const found = new Map();
    for (const word of asked) {
      if (isStale()) return [];
      const answers = await hits(word);
      const rarity = 1 / Math.log2(2 + answers.length);
      for (const hit of answers) {
        const held = found.get(hit.id) ?? { hit, score: 0, places: [], words: [] };
        held.score += hit.score * rarity;
        held.places.push(...hit.words);
        held.words.push(word);
        found.set(hit.id, held);
      }
    }
    const weight = ({ score, words }) => score * words.length ** 2;
    const best = [...found.values()].sort((one, other) => weight(other) - weight(one));
    return best.slice(0, MOST).map((held) => ({ ...held, asked, weight: weight(held) }));
  };

  /* The words around the first that was found, marked. */
  const teaser = (words, places, from, to) => {
    const inside = places.filter((n) => n >= from && n < to).sort((one, other) => one - other);
    const start = Math.max(from, (inside[0] ?? from) - BEFORE);
    const marked = new Set(inside);
    const said = words
      .slice(start, Math.min(to, start + LENGTH))
      .map((word, n) => (marked.has(start + n) ? `<mark>${escaped(word)}</mark>` : escaped(word)));
    return `${start > from ? "\u2026 " : ""}${said.join(" ")}`;
  };

  const length = (text) => text.split(/\s+/u).filter(Boolean).length;

  /* The page, then the headings that the words stand below: what the theme shows of a hit. */
  const group = async ({ hit, places, words: found, asked, weight }) => {
    const { content, meta, anchors } = await hit.data();
    const words = content.split(/\s+/u);
    const hidden = words.indexOf(HIDDEN);
    const end = hidden < 0 ? words.length : hidden;
    const terms = Object.fromEntries(asked.map((word) => [word, found.includes(word)]));
    const entry = (location, title, from, to) => ({
      location,
      title: escaped(title),
      text: teaser(words, places, Math.min(from + length(title), to), to),
      score: weight,
      terms,
    });
    titles.set(meta.place, meta.title);
    const heads = anchors
      .filter(({ element, id }) => element === "h2" && id)
      .sort((one, other) => one.location - other.location);
    const below = heads
      .map((head, n) => ({ ...head, to: heads[n + 1]?.location ?? end }))
      .filter(({ location, to }) => places.some((place) => place >= location && place < to))
      .slice(0, HEADINGS)
      .map(({ id, text, location, to }) => entry(`${meta.place}#${id}`, text, location, to));
    return [entry(meta.place, meta.title, 0, heads[0]?.location ?? end), ...below];
  };

  class Parts extends EventTarget {
    turn = 0;

    tell(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    async postMessage({ type, data }) {
      if (type === SETUP) {
        bundles = data.config.bundles ?? 1;
        setTimeout(() => this.tell(READY));
      }
      if (type !== QUERY) return;
      this.turn += 1;
      const mine = this.turn;
      const isStale = () => mine !== this.turn;
      if (data.trim()) await new Promise((done) => setTimeout(done, PAUSE));
      if (isStale()) return;
      const items = data.trim() ? await Promise.all((await ranked(data, isStale)).map(group)) : [];
      if (!isStale()) this.tell(RESULT, { items });
    }
  }

  window.Worker = new Proxy(window.Worker, {
    construct: (made, [address, ...rest]) =>
      /\/workers\/search\b/u.test(address) ? new Parts() : new made(address, ...rest),
  });
  window.plaindeskParts = { title: (place) => titles.get(place) };
})();
