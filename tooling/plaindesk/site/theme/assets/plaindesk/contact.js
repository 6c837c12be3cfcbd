/* The contact page fills in what it knows and suggests answers while the subject is typed.
 * Without it the page is links. */

(() => {
  "use strict";
  const { said, language, find, plainText, site, title, link, element } = window.plaindesk;
  const form = document.getElementById("__pd-form");
  if (!form) return;
  const ways = JSON.parse(document.getElementById("__pd-ways").dataset.desk);
  const asked = window.plaindeskAsked;
  const query = asked.get("q") ?? "";
  const article = asked.get("article") ?? "";
  const { subject, details, email } = form.elements;
  const MAIL = 1600;
  const FORGE = 6000;
  const facts = () =>
    [
      article && `${said.about}: ${article}`,
      query && `${said.searched}: ${query}`,
      `${said.language}: ${language}`,
    ].filter(Boolean);

  const body = (most) => [details.value.slice(0, most), "", ...facts()].join("\n").trim();

  /* The plain links carry what is typed. */
  const mail = document.querySelector('.pd-contact > ul a[href^="mailto:"]');
  const issue = [...document.querySelectorAll(".pd-contact > ul a")].find((a) => a.href === ways.issues);
  const carry = () => {
    const words = subject.value.trim();
    if (mail)
      mail.href = `mailto:${ways.email}?subject=${encodeURIComponent(words)}&body=${encodeURIComponent(body(MAIL))}`;
    if (issue) {
      const to = new URL(ways.issues);
      if (words) to.searchParams.set("title", words);
      to.searchParams.set("body", body(FORGE));
      issue.href = to.href;
    }
  };

  /* Answers before anything is sent. */
  const found = document.getElementById("__pd-suggested");
  let latest = 0;
  const suggest = async () => {
    const words = subject.value.trim();
    latest += 1;
    const turn = latest;
    const hits = words.length < 3 ? [] : await find(words);
    if (turn !== latest) return;
    const seen = new Map(hits.map((hit) => [hit.location.split("#")[0], hit]));
    const list = element("ul", "");
    for (const place of [...seen.keys()].slice(0, 4)) {
      const item = element("li", "");
      item.append(link((await title(place)) ?? plainText(seen.get(place).title), site(place)));
      list.append(item);
    }
    if (turn !== latest) return;
    found.replaceChildren(...(list.childElementCount ? [element("p", said.suggestions), list] : []));
  };
  let waiting;
  subject.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 250);
  });
  form.addEventListener("input", carry);

  /* A form service takes it as JSON. */
  const outcome = document.getElementById("__pd-outcome");
  subject.required = Boolean(ways.endpoint);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    carry();
    if (!ways.endpoint) {
      location.assign((mail ?? issue).href);
      return;
    }
    const button = form.querySelector("button");
    button.disabled = true;
    const told = { subject: subject.value, body: details.value, email: email.value, article, query, language };
    const sent = await fetch(ways.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(told),
      credentials: "omit",
    }).then((answer) => answer.ok, () => false);
    outcome.textContent = sent ? said.sent : said.not_sent;
    button.disabled = false;
    if (sent) form.reset();
  });

  /* What brought the visitor here. */
  const about = document.getElementById("__pd-about");
  subject.value = query;
  carry();
  if (query) suggest();
  if (article)
    title(site(article) && `${article}/`).then(async (known) => {
      const shown = known ?? (await title(`${article}.html`)) ?? article;
      about.replaceChildren(`${said.about}: `, element("bdi", shown));
      about.hidden = false;
    });
})();
