/* Answers questions from the site's own index: which pages, and the words that show why. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const top = new URL(settings.base.replace(/\/?$/u, "/"), location);
  /* A longer list is read by nobody; where nothing is sure to answer, a short one and people. */
  const [MOST, FEW] = [10, 3];
  const PARTS = 3;
  const WIDTH = 180;

  const fromFile = () =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = new URL("search/search_index.js", top);
      script.addEventListener("load", () => done(window.__index));
      script.addEventListener("error", fail);
      document.head.append(script);
    });
  const fetched = async () => (await fetch(new URL("search/search_index.json", top))).json();
  /* Another generator's index holds none of our numbers: the theme's own engine answers from it. Its
   * answers don't say what they answer, so one question waits for the other. */
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const theirs = async ({ config, docs }) => {
    const worker = new Worker(new URL(settings.search, location));
    const next = (type) =>
      new Promise((done) => {
        const hear = ({ data }) => {
          if (data.type !== type) return;
          worker.removeEventListener("message", hear);
          done(data.data);
        };
        worker.addEventListener("message", hear);
      });
    const started = next(READY);
    worker.postMessage({ type: SETUP, data: { config, docs, options: {} } });
    await started;
    const asked = async (words) => {
      const found = next(RESULT);
      worker.postMessage({ type: QUERY, data: words });
      return (await found).items;
    };
    let last = Promise.resolve();
    const titleOf = new Map(docs.map((doc) => [doc.location, known.plainText(doc.title)]));
    return { titleOf, items: (words) => (last = last.catch(() => {}).then(() => asked(words))) };
  };

  const loaded = async () => {
    const held = window.plaindeskIndex ?? (await (location.protocol === "file:" ? fromFile() : fetched()));
    const { desk } = held.config;
    if (!desk) return theirs(held);
    const titleOf = new Map(desk.pages.map(([place, parts]) => [place, parts[0][1]]));
    return { ...desk, ...known.ranking(desk), titleOf, cuts: new Map() };
  };
  let index;
  const ready = () => (index ??= loaded());

  /* Where a window opens that holds the most different words; the first such. */
  const bestStart = (found) => {
    let [start, most] = [0, 0];
    for (const [n, first] of found.entries()) {
      const inside = found.slice(n).filter((each) => each.start < first.start + (WIDTH * 2) / 3);
      const kinds = new Set(inside.map((each) => each.stem)).size;
      if (kinds > most) [start, most] = [first.start, kinds];
    }
    return start;
  };

  const wordEnd = (text, limit) => {
    const space = text.lastIndexOf(" ", limit);
    return space > limit - WIDTH / 3 ? space : limit;
  };

  /* The piece of a text that holds the most different words asked for, with them marked. */
  const snippet = (text, found) => {
    const start = bestStart(found);
    const begin = start < WIDTH / 3 ? 0 : text.lastIndexOf(" ", start - WIDTH / 4) + 1;
    const end = text.length - begin <= WIDTH ? text.length : wordEnd(text, begin + WIDTH);
    let [made, at] = [begin ? "… " : "", begin];
    for (const token of found.filter((each) => each.start >= begin && each.end <= end)) {
      made += `${known.escaped(text.slice(at, token.start))}<mark>${known.escaped(text.slice(token.start, token.end))}</mark>`;
      at = token.end;
    }
    return made + known.escaped(text.slice(at, end).trimEnd()) + (end < text.length ? " …" : "");
  };

  /* The words of a page's parts with their stems: found once, asked for again with every key. */
  const cut = (found, page) => {
    if (!found.cuts.has(page)) {
      const words = (text) => [...known.tokens(text)].map((token) => ({ ...token, stems: found.stemsOf(token) }));
      found.cuts.set(page, found.pages[page][1].map(([, title, text]) => [words(title), words(text)]));
    }
    return found.cuts.get(page);
  };

  /* A page, then the headings below which it says most of what was asked: what the theme shows. */
  const group = (found, wanted, hit) => {
    const [place, parts] = found.pages[hit.page];
    const asked = new Set(wanted.filter(({ weight }) => weight === 1).flatMap((each) => each.stems));
    const told = (words) =>
      words
        .map((token) => ({ ...token, stem: token.stems.find((each) => asked.has(each)) }))
        .filter(({ stem }) => stem !== undefined);
    const entry = (location, title, text, words) => ({
      location,
      title: known.escaped(title),
      text: snippet(text, words),
      score: hit.score,
      terms: {},
    });
    const each = cut(found, hit.page).map(([title, text]) => ({ title: told(title), text: told(text) }));
    const kinds = ({ title, text }) => new Set([...title, ...text].map(({ stem }) => stem)).size;
    const below = parts
      .map((part, n) => ({ part, told: each[n], kinds: kinds(each[n]) }))
      .filter(({ part: [anchor], kinds: some }) => anchor && some)
      .sort((one, other) => other.kinds - one.kinds)
      .slice(0, PARTS);
    let shift = 0;
    const whole = parts.flatMap(([, , text], n) => {
      const moved = each[n].text.map((token) => ({ ...token, start: token.start + shift, end: token.end + shift }));
      shift += text.length + 1;
      return moved;
    });
    return [
      entry(place, parts[0][1], parts.map(([, , text]) => text).join(" "), whole),
      ...below.map(({ part: [anchor, title, text], told: { text: words } }) =>
        entry(`${place}#${anchor}`, title, text, words),
      ),
    ];
  };

  const people = (words) => ({
    location: `${known.contact}?${new URLSearchParams({ q: words })}`,
    title: known.escaped(known.said.contact),
    text: known.escaped(known.said.contact_intro),
    score: 0,
    terms: {},
  });

  const answer = async (words) => {
    const found = await ready();
    if (found.items) return found.items(words);
    const { wanted, hits, isSure } = found.search(words);
    const near = hits.filter(({ score }) => score >= hits[0].score * known.weights.near);
    const items = near.slice(0, isSure ? MOST : FEW).map((hit) => group(found, wanted, hit));
    if (isSure || !items.length) return items;
    return [...items.filter(([{ location: place }]) => place !== known.contact), [people(words)]];
  };
  const title = async (place) => (await ready()).titleOf.get(place);
  const spelled = async (words) => (await ready()).search?.(words).corrected;
  Object.assign(known, { answer, spelled, title });
})();
