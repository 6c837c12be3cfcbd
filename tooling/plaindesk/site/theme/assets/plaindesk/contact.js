/* The contact page fills in what it knows, suggests answers while the subject is typed, and
 * says whether somebody picks up the phone. Without it the page is links. */

(() => {
  "use strict";
  const { said, language, find, plainText, site, title, link, element } = window.plaindesk;
  const form = document.getElementById("__pd-form");
  if (!form) return;
  const ways = JSON.parse(form.dataset.desk);
  const asked = window.plaindeskAsked;
  const query = asked.get("q") ?? "";
  const article = asked.get("article") ?? "";
  const { subject, details, email } = form.elements;
  const MAIL = 1600;
  const FORGE = 6000;
  form.hidden = !ways.issues && !ways.email && !ways.endpoint;

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
  const sending = document.getElementById("__pd-sending");
  const outcome = document.getElementById("__pd-outcome");
  sending.hidden = !ways.endpoint;
  email.required = Boolean(ways.endpoint);
  subject.required = Boolean(ways.endpoint);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!ways.endpoint) return;
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

  /* Is somebody there now? Wall times of the desk's zone become moments, and moments the
   * visitor's own time. */
  const call = document.querySelector('.pd-contact a[href^="tel:"]');
  if (!ways.hours || !call) return;
  const { zone, always, week, days } = ways.hours;
  const DAY = 86400;
  const wall = (moment) => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, year: "numeric", month: "numeric", day: "numeric",
      hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23",
    }).formatToParts(moment * 1000);
    const { year, month, day, hour, minute, second } = Object.fromEntries(parts.map((p) => [p.type, Number(p.value)]));
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  };
  const moment = (walled) => {
    const guess = walled - (wall(walled) - walled);
    return guess - (wall(guess) - walled);
  };
  const opening = (now) => {
    const today = Math.floor(wall(now) / DAY) * DAY;
    const open = [];
    for (let n = -1; n < 15; n += 1) {
      const day = new Date((today + n * DAY) * 1000);
      const shifts = days[day.toISOString().slice(0, 10)] ?? week[(day.getUTCDay() + 6) % 7];
      for (const [start, end] of shifts)
        open.push([moment(today + n * DAY + start), moment(today + n * DAY + end)]);
    }
    return open.sort((a, b) => a[0] - b[0]);
  };
  const spoken = (at, now) => {
    const near = at - now < DAY / 2 ? {} : { weekday: "long" };
    return new Intl.DateTimeFormat(language, { ...near, hour: "numeric", minute: "2-digit" }).format(at * 1000);
  };
  const comma = language === "fa" ? "، " : ", ";
  const status = () => {
    const now = Date.now() / 1000;
    const next = opening(now).find(([, end]) => end > now);
    if (always) return [true, said.open_now];
    if (!next) return [false, said.closed_now];
    const [start, end] = next;
    return start <= now
      ? [true, `${said.open_now}${comma}${said.until.replace("{time}", spoken(end, now))}`]
      : [false, `${said.closed_now}${comma}${said.opens.replace("{time}", spoken(start, now))}`];
  };
  const badge = element("span", "");
  const tick = () => {
    const [isOpen, text] = status();
    badge.className = `pd-open pd-open--${isOpen ? "yes" : "no"}`;
    badge.textContent = text;
  };
  call.after(" ", badge);
  tick();
  setInterval(tick, 60_000);
})();
