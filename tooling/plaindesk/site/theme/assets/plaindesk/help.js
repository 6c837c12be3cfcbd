/* What a page does beside being read: asks whether it helped, opens what an address names,
 * and helps on where the search finds nothing. */

(() => {
  "use strict";
  const { said, contact, topics, feedback, language, find, site, spelled, translations } = window.plaindesk;

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });
  const link = (text, href) => {
    const made = element("a", "", { href });
    made.append(element("bdi", text));
    return made;
  };
  window.plaindesk.element = element;
  window.plaindesk.link = link;

  /* The theme's dialog has no name, and its row of buttons over each code is no way to a place. */
  const named = document.querySelector(".md-search__input")?.getAttribute("aria-label");
  if (named) document.querySelector(".md-search").setAttribute("aria-label", named);
  const content = document.querySelector(".md-content");
  const plain = () => {
    for (const each of content.querySelectorAll(".md-code__nav")) each.setAttribute("role", "none");
  };
  if (content) new MutationObserver(plain).observe(content, { childList: true, subtree: true });

  /* Beside an article stands its whole section; which of them this is, all pages share. */
  for (const each of document.querySelectorAll("#__pd_section ~ nav a"))
    if (each.pathname === location.pathname) {
      each.classList.add("md-nav__link--active");
      each.setAttribute("aria-current", "page");
    }

  /* Was this helpful? */
  const yes = document.getElementById("__pd-yes");
  const no = document.getElementById("__pd-no");
  if (yes && no) {
    const article = new URL(no.href).searchParams.get("article");
    const tell = (helpful) =>
      feedback && navigator.sendBeacon(feedback, new URLSearchParams({ article, helpful, language }));
    /* Who is told of no thanks offers none. */
    yes.hidden = !feedback;
    yes.addEventListener("click", () => {
      tell("yes");
      document.getElementById("__pd-thanks").textContent = said.thanks;
      yes.parentElement.hidden = true;
    });
    no.addEventListener("click", () => tell("no"));
  }

  /* Whoever asked for a page that isn't translated is told so, and gets back to it. */
  const address = new URL(location);
  if (address.searchParams.has("untranslated")) {
    const told = element("div", "", { className: "pd-told" });
    told.setAttribute("role", "status");
    const back = element("button", said.back, { type: "button", className: "md-button" });
    back.addEventListener("click", () => history.back());
    told.append(element("p", said.untranslated_here), back);
    document.body.append(told);
    address.searchParams.delete("untranslated");
    history.replaceState(null, "", address);
  }

  /* Who has no mouse scrolls a wide table with the arrow keys. */
  const reach = () => {
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap"))
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  };
  addEventListener("load", reach);
  addEventListener("resize", reach);

  /* A question unfolds when an address names its answer, and names itself when it is unfolded. */
  const unfold = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = named?.closest(".pd-faq details");
    if (!folded) return;
    folded.open = true;
    folded.scrollIntoView();
  };
  for (const folded of document.querySelectorAll(".pd-faq details"))
    folded.addEventListener("toggle", () => {
      const name = folded.querySelector("p[id]")?.id;
      if (folded.open && name) history.replaceState(null, "", `#${encodeURIComponent(name)}`);
    });
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  addEventListener("hashchange", unfold);
  unfold();

  /* Nothing found: spelling, topics, people. */
  const offered = (words, again) => {
    const button = element("button", "", { type: "button", className: "pd-none__again" });
    button.append(element("bdi", words));
    button.addEventListener("click", () => again(words));
    return button;
  };

  const ways = (query) => {
    const list = element("ul", "");
    const ask = `${site(contact)}?${new URLSearchParams({ q: query })}`;
    for (const [text, href] of [[said.contact, ask], ...topics.map(([t, a]) => [t, site(a)])]) {
      const item = element("li", "");
      item.append(link(text, href));
      list.append(item);
    }
    return list;
  };

  /* What to do where nothing answers; another spelling is offered only where it finds something. */
  const none = async (query, again) => {
    const panel = element("div", "", { className: "pd-none" });
    panel.append(
      element("p", said.nothing.replace("{query}", `\u2068${query}\u2069`), { className: "pd-none__title" }),
      element("p", said.nothing_more),
      ways(query),
    );
    const better = await spelled(query);
    if (better && (await find(better)).length) {
      const offer = element("p", `${said.did_you_mean}: `);
      offer.append(offered(better, again));
      panel.firstChild.after(offer);
    }
    return panel;
  };
  window.plaindesk.none = none;

  /* In the theme's box. */
  const input = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  const listed = result?.querySelector(".md-search-result__list");
  if (!input || !listed) return;
  const place = element("div", "", { hidden: true });
  place.setAttribute("role", "status");
  result.append(place);

  const again = (words) => {
    input.value = words;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  let turn = 0;
  const show = async (query) => {
    turn += 1;
    const mine = turn;
    const panel = await none(query, again);
    if (mine !== turn) return;
    place.replaceChildren(panel);
    place.hidden = false;
  };

  const empty = translations["search.result.none"];
  const meta = result.querySelector(".md-search-result__meta");
  let shown = "";
  const look = () => {
    const query = input.value.trim();
    const isNone = query && listed.childElementCount === 0 && meta.textContent.trim() === empty;
    meta.hidden = Boolean(isNone);
    if (!isNone) {
      place.hidden = true;
      turn += 1;
      shown = "";
    } else if (shown !== query) {
      shown = query;
      show(query);
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(meta, { childList: true, characterData: true, subtree: true });
  watch.observe(listed, { childList: true });
  input.addEventListener("keyup", () => setTimeout(look, 200));
})();
