/* Answers questions about a large site from Pagefind, which loads only the parts of its index that a
 * question needs. Words are understood as elsewhere; how pages are ranked is Pagefind's. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const top = new URL(settings.base.replace(/\/?$/u, "/"), location);
  const MOST = 10;
  /* Milliseconds without another letter: what nobody waits for any more isn't looked for. */
  const PAUSE = 100;
  const HEADINGS = 2;
  const HIDDEN = "\u2042";
  const [BEFORE, LENGTH] = [6, 30];
  const titles = new Map();
  const stemsOf = known.stemmer({});

  const once = (make) => {
    let made;
    return () => (made ??= make());
  };
  const json = async (name) => (await fetch(new URL(`search/${name}.json`, top))).json();
  const engine = once(async () => {
    const { bundles } = (await json("search_index")).config.desk;
    const found = await import(new URL("pagefind/pagefind.js", top));
    await found.options({ baseUrl: "/" });
    await found.init();
    for (let n = 2; n <= bundles; n += 1)
      await found.mergeIndex(new URL(`pagefind-${n}/`, top).href, { baseUrl: "/" });
    return found;
  });
  const vocabulary = once(async () => Object.entries(await json("words")));

  const telling = (query) => {
    const asked = [...known.tokens(query)].flatMap(known.flat);
    const few = asked.filter(({ word }) => !known.isStopWord(word));
    return [...new Map((few.length ? few : asked).map((token) => [token.word, token])).values()];
  };

  /* A word as it is or begun; where there is none, what its stems begin. */
  const hits = async (token) => {
    const pagefind = await engine();
    for (const form of new Set([token.word, ...stemsOf(token)])) {
      const { results } = await pagefind.search(form);
      if (results.length) return results;
    }
    return [];
  };

  /* Pages with most of the words come first: a sentence asks for more than one page says. */
  const ranked = async (query, isStale) => {
    const asked = telling(query);
    const found = new Map();
    for (const token of asked) {
      if (isStale()) return [];
      const answers = await hits(token);
      const rarity = 1 / Math.log2(2 + answers.length);
      for (const hit of answers) {
        const held = found.get(hit.id) ?? { hit, score: 0, places: [], words: [] };
        held.score += hit.score * rarity;
        held.places.push(...hit.words);
        held.words.push(token.word);
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
      .map((word, n) => (marked.has(start + n) ? `<mark>${known.escaped(word)}</mark>` : known.escaped(word)));
    return `${start > from ? "\u2026 " : ""}${said.join(" ")}`;
  };

  const length = (text) => text.split(/\s+/u).filter(Boolean).length;

  /* The page, then the headings that the words stand below: what the theme shows of a hit. */
  const group = async ({ hit, places, words: found, asked, weight }) => {
    const { content, meta, anchors } = await hit.data();
    const words = content.split(/\s+/u);
    const hidden = words.indexOf(HIDDEN);
    const end = hidden < 0 ? words.length : hidden;
    const terms = Object.fromEntries(asked.map(({ word }) => [word, found.includes(word)]));
    const entry = (location, title, from, to) => ({
      location,
      title: known.escaped(title),
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

  const answer = async (words, isStale) => {
    await new Promise((done) => setTimeout(done, PAUSE));
    return isStale() ? [] : Promise.all((await ranked(words, isStale)).map(group));
  };

  /* The search knows what it found, the page itself the rest. */
  const fromPage = async (place) => {
    const page = await fetch(new URL(place, top));
    const found = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").querySelector("h1");
    if (found) found.querySelector(".headerlink")?.remove();
    return found ? found.textContent : undefined;
  };
  const title = async (place) => titles.get(place) ?? fromPage(place);

  /* The same words as they are spelled here; empty where they are, or nothing is near. */
  const spelled = async (words) => {
    const counts = new Map((await vocabulary()).map(([word, count]) => [known.plain(word), count]));
    const better = [...known.tokens(words)]
      .filter(({ word }) => !counts.has(word))
      .map((token) => [token, known.nearest(token.word, counts)])
      .filter(([, near]) => near);
    return better.reduceRight((text, [{ start, end }, near]) => text.slice(0, start) + near + text.slice(end), better.length ? words : "");
  };
  Object.assign(known, { answer, spelled, title });
})();
