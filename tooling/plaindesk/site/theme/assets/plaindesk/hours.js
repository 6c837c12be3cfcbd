/* Is somebody there now? Wall times of the desk's zone become moments, and moments the visitor's
 * own time. */

(() => {
  "use strict";
  const { said, language, element } = window.plaindesk;
  const told = document.getElementById("__pd-ways");
  if (!told) return;
  const ways = JSON.parse(told.dataset.desk);
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
