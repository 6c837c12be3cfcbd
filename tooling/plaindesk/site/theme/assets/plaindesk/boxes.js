/* The boxes that people search in: whatever way text gets there, it is looked for. */

(() => {
  "use strict";
  const { find, none, site, title, marked, plainText, translations, element, link } = window.plaindesk;

  /* The languages are one stop of the Tab key; their list opens from the button. */
  for (const chooser of document.querySelectorAll(".md-select")) {
    const button = chooser.querySelector("button");
    const links = [...chooser.querySelectorAll("a")];
    const go = (n) => links[(n + links.length) % links.length]?.focus();
    for (const each of links) each.tabIndex = -1;
    button.setAttribute("aria-haspopup", "true");
    button.addEventListener("click", () => go(0));
    chooser.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") button.focus();
      if (!step) return;
      event.preventDefault();
      const at = links.indexOf(document.activeElement);
      go(at < 0 && step < 0 ? -1 : at + step);
    });
  }

  /* The theme's box hears keys alone: it is told of whatever else changes the text. */
  const input = document.querySelector("[data-md-component=search-query]");
  const hits = () => document.querySelectorAll(".md-search-result__list .md-search-result__link");
  const heard = () => input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  input?.addEventListener("input", heard);
  input?.addEventListener("compositionend", heard);
  /* Enter leads to the first answer; whoever wants it presses once more, after a look. */
  input?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    hits()[0]?.focus();
  });

  /* What an open search lies over can't be reached. */
  const toggle = document.getElementById("__search");
  toggle?.addEventListener("change", () => (document.querySelector(".md-container").inert = toggle.checked));

  /* The box of the page itself answers below it. */
  const box = document.getElementById("__pd-query");
  if (!box) return;
  const told = element("p", "", { className: "pd-found__told" });
  told.setAttribute("role", "status");
  const listed = element("ol", "", { className: "pd-found__list" });
  const found = element("div", "", { className: "pd-found", hidden: true });
  found.append(told, listed);
  box.form.append(found);
  const answers = () => [...found.querySelectorAll("a, button")];

  /* An article answers once, with what fits best of it; a longer list is read by nobody. */
  const MOST = 8;
  const articles = (hits) => {
    const best = new Map();
    for (const hit of hits) {
      const article = hit.location.split("#")[0];
      if (!best.has(article)) best.set(article, hit);
    }
    return [...best].slice(0, MOST);
  };

  const answer = async ([article, hit]) => {
    const item = element("li", "");
    item.append(link((await title(article)) ?? plainText(hit.title), site(hit.location)));
    const text = element("p", "", { dir: "auto" });
    text.append(...marked(hit.text));
    item.append(text);
    return item;
  };

  const count = (n) =>
    translations[n === 1 ? "search.result.one" : "search.result.other"].replace("#", n);

  let asked = "";
  let done = Promise.resolve();
  const show = async (words) => {
    if (words !== asked) return;
    const items = words ? articles(await find(words)) : [];
    const answered = await Promise.all(items.map(answer));
    const instead = words && !items.length ? [await none(words, again)] : [];
    if (words !== asked) return;
    found.hidden = !words;
    told.textContent = items.length ? count(items.length) : "";
    listed.replaceChildren(...answered);
    found.replaceChildren(told, listed, ...instead);
  };
  /* One after the other, and what the next key overtook not at all. */
  const look = () => {
    const words = box.value.trim();
    if (words === asked) return done;
    asked = words;
    return (done = done.catch(() => {}).then(() => show(words)));
  };
  const toFirst = () => look().then(() => answers()[0]?.focus());
  const again = (words) => {
    box.value = words;
    box.focus();
    look();
  };
  box.addEventListener("input", look);
  box.addEventListener("compositionend", look);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    toFirst();
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    toFirst();
  });
  box.form.addEventListener("keydown", (event) => {
    const stops = [box, ...answers()];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && at > 0) box.focus();
    if (!step || at < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  });

  /* The keys that lead to the search lead to the box that is there. */
  addEventListener(
    "keydown",
    (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!["/", "s", "f"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      box.focus();
      box.select();
    },
    true,
  );
  if (box.value) look();
})();
