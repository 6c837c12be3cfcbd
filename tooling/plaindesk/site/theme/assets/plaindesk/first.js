/* What Material keeps between pages, in the browser alone; its own words, moved to a file. */

(() => {
  "use strict";
  const scope = new URL(document.currentScript.dataset.base, location);
  const key = (name, at) => `${at.pathname}.${name}`;
  window.__md_scope = scope;
  window.__md_hash = (text) =>
    [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
  window.__md_get = (name, storage = localStorage, at = scope) =>
    JSON.parse(storage.getItem(key(name, at)));
  window.__md_set = (name, value, storage = localStorage, at = scope) => {
    try {
      storage.setItem(key(name, at), JSON.stringify(value));
    } catch {
      /* A full or forbidden storage only forgets. */
    }
  };

  /* On the contact page `q` is what somebody asked already; the theme would ask it again. */
  window.plaindeskAsked = new URLSearchParams(location.search);
  if (plaindeskAsked.has("q") && /\/contact(?:\/|\.html)$/u.test(location.pathname)) {
    const rest = new URLSearchParams(location.search);
    rest.delete("q");
    history.replaceState(null, "", `?${rest}${location.hash}`);
  }
})();
