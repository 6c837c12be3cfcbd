/* Answers questions from the site's own index: which pages, and the words that show why. */

(() => {
  "use strict";
  const known = window.plaindesk;
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const top = new URL(settings.base.replace(/\/?$/u, "/"), location);
  const MOST = 20;
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
  const loaded = async () => {
    const desk = window.plaindeskIndex ?? (await (location.protocol === "file:" ? fromFile() : fetched())).config.desk;
    return { ...desk, ...known.ranking(desk), titleOf: new Map(desk.pages.map(([place, parts]) => [place, parts[0][1]])) };
  };
  let index;
  const ready = () => (index ??= loaded());

  const escaped = (text) =>
    text.replace(/[&<>"]/gu, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

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
      made += `${escaped(text.slice(at, token.start))}<mark>${escaped(text.slice(token.start, token.end))}</mark>`;
      at = token.end;
    }
    return made + escaped(text.slice(at, end).trimEnd()) + (end < text.length ? " …" : "");
  };

  const asked = (text, stems, stemsOf) =>
    [...known.tokens(text)]
      .map((token) => ({ ...token, stem: stemsOf(token).find((each) => stems.has(each)) }))
      .filter(({ stem }) => stem !== undefined);

  /* A page, then the headings below which it says most of what was asked: what the theme shows. */
  const group = ({ pages, stemsOf }, { wanted, hit }) => {
    const [place, parts] = pages[hit.page];
    const stems = new Set(wanted.filter(({ weight }) => weight === 1).flatMap((each) => each.stems));
    const terms = {};
    const entry = (location, title, text) => ({
      location,
      title: escaped(title),
      text: snippet(text, asked(text, stems, stemsOf)),
      score: hit.score,
      terms,
    });
    const telling = (text) => new Set(asked(text, stems, stemsOf).map(({ stem }) => stem)).size;
    const below = parts
      .filter(([anchor]) => anchor)
      .map((part) => ({ part, telling: telling(part[1]) + telling(part[2]) }))
      .filter((each) => each.telling)
      .sort((one, other) => other.telling - one.telling)
      .slice(0, PARTS);
    return [
      entry(place, parts[0][1], parts.map(([, , text]) => text).join(" ")),
      ...below.map(({ part: [anchor, title, text] }) => entry(`${place}#${anchor}`, title, text)),
    ];
  };

  const answer = async (words) => {
    const found = await ready();
    const { wanted, hits } = found.search(words);
    return hits.slice(0, MOST).map((hit) => group(found, { wanted, hit }));
  };
  const title = async (place) => (await ready()).titleOf.get(place);
  const spelled = async (words) => (await ready()).search(words).corrected;
  Object.assign(known, { answer, spelled, title });
})();
