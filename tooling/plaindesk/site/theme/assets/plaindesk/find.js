/* Questions to the site's own index from outside the search box: suggestions and spelling. */

(() => {
  "use strict";
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const top = new URL(settings.base.replace(/\/?$/u, "/"), location);
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;

  const fromFile = () =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = new URL("search/search_index.js", top);
      script.addEventListener("load", () => done(window.__index));
      script.addEventListener("error", fail);
      document.head.append(script);
    });

  const fetched = async () => (await fetch(new URL("search/search_index.json", top))).json();

  const once = (make) => {
    let made;
    return () => (made ??= make());
  };

  const index = once(() => (location.protocol === "file:" ? fromFile() : fetched()));

  const started = once(async () => {
    const worker = new Worker(new URL(settings.search, location));
    const { config, docs } = await index();
    const ready = new Promise((done) =>
      worker.addEventListener("message", ({ data }) => data.type === READY && done()),
    );
    worker.postMessage({ type: 0, data: { config, docs, options: { suggest: false } } });
    await ready;
    return worker;
  });

  const answered = async (words) => {
    const worker = await started();
    const answer = new Promise((done) => {
      const hear = ({ data }) => {
        if (data.type !== RESULT) return;
        worker.removeEventListener("message", hear);
        done(data.data.items);
      };
      worker.addEventListener("message", hear);
    });
    worker.postMessage({ type: QUERY, data: words });
    return (await answer).map(([first]) => first);
  };

  /* The best articles for some words, one hit for each. Answers don't say what they answer: one
   * question waits for the other. */
  let last = Promise.resolve();
  const find = (words) => (last = last.catch(() => {}).then(() => answered(words)));

  /* A piece of text with the words that were found marked; nothing else of it is markup. */
  const marked = (markup) =>
    [...new DOMParser().parseFromString(markup, "text/html").body.childNodes].map((node) => {
      if (node.nodeName !== "MARK") return node.textContent;
      return Object.assign(document.createElement("mark"), { textContent: node.textContent });
    });

  const plainText = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent;

  /* A large site has no index to load; its search knows what it found, the page itself the rest. */
  const fromPage = async (location) => {
    const page = await fetch(new URL(location, top));
    const found = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").querySelector("h1");
    if (found) found.querySelector(".headerlink")?.remove();
    return found ? found.textContent : undefined;
  };

  const title = async (location) => {
    if (window.plaindeskParts) return window.plaindeskParts.title(location) ?? fromPage(location);
    const found = (await index()).docs.find((doc) => doc.location === location);
    return found && plainText(found.title);
  };

  const vocabulary = once(async () => {
    if (window.plaindeskParts)
      return new Map(Object.entries(await (await fetch(new URL("search/words.json", top))).json()));
    const counts = new Map();
    for (const { title, text } of (await index()).docs)
      for (const [word] of `${title} ${text.replace(/<[^<>]*>|&\w+;/gu, " ")}`
        .toLowerCase()
        .matchAll(/[\p{L}\p{M}\u200c]{4,}/gu))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });

  /* Letters to change, add, leave out or swap; no further than `most`. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  /* Half of a short word is another word. */
  const typos = (word) => (word.length < 6 ? 1 : word.length < 9 ? 2 : 3);

  const nearest = (word, counts) => {
    const most = typos(word);
    let best = [most + 1, 0, ""];
    for (const [known, count] of counts) {
      const far = distance(word, known, most);
      if (far < best[0] || (far === best[0] && count > best[1])) best = [far, count, known];
    }
    return best[0] <= most ? best[2] : "";
  };

  /* The same words as they are spelled here; nothing where they are, or nothing is near. What
   * differs in marks, joiners or kinds of letters alone is right: the search takes it as it is. */
  const spelled = async (words) => {
    const { plain } = window.plaindesk;
    const counts = await vocabulary();
    const right = new Set([...counts.keys()].map(plain));
    const asked = words.toLowerCase().split(/\s+/u).filter(Boolean);
    const better = asked.map((word) =>
      right.has(plain(word)) || word.length < 4 ? word : nearest(word, counts) || word,
    );
    return better.some((word, n) => word !== asked[n]) ? better.join(" ") : "";
  };

  const site = (address) => new URL(address || (location.protocol === "file:" ? "index.html" : "./"), top).href;
  const { translations } = settings;
  Object.assign(window.plaindesk, { find, marked, plainText, site, spelled, title, translations });
})();
