/* Stands in for the theme's own search worker: its box shows what we find.
 *
 * Pages without our index (another generator made them) keep the theme's own. */

(() => {
  "use strict";
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

  /* What answers comes with scripts that stand behind the theme's. */
  const scripts = new Promise((done) =>
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", done) : done(),
  );

  class Answers extends EventTarget {
    turn = 0;

    constructor(theirs) {
      super();
      this.theirs = theirs;
    }

    tell(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    postMessage(message) {
      /* The theme has loaded the index, perhaps before our own scripts were there. */
      if (message.type === SETUP) window.plaindeskIndex ??= message.data;
      if (message.type === SETUP && !message.data.config.desk) this.stepAside();
      if (this.worker) this.worker.postMessage(message);
      else if (message.type === SETUP) setTimeout(() => this.tell(READY));
      else if (message.type === QUERY) this.ask(message.data.trim());
    }

    stepAside() {
      this.worker = this.theirs();
      this.worker.addEventListener("message", ({ data }) => this.tell(data.type, data.data));
    }

    /* What the next key overtook isn't looked for: keys that wait come first. */
    async ask(words) {
      this.turn += 1;
      const mine = this.turn;
      const isStale = () => mine !== this.turn;
      await scripts;
      await new Promise((done) => setTimeout(done));
      if (isStale()) return;
      const items = words ? await window.plaindesk.answer(words, isStale) : [];
      if (!isStale()) this.tell(RESULT, { items });
    }
  }

  window.Worker = new Proxy(window.Worker, {
    construct: (made, [address, ...rest]) =>
      /\/workers\/search\b/u.test(address)
        ? new Answers(() => new made(address, ...rest))
        : new made(address, ...rest),
  });
})();
