/* Questions from outside the theme's search box, and how their answers are shown. */

(() => {
  "use strict";
  const { translations, base } = JSON.parse(document.getElementById("__config").textContent);
  const top = new URL(base.replace(/\/?$/u, "/"), location);

  /* The best pages for some words, one hit for each. */
  const find = async (words) => (await window.plaindesk.answer(words, () => false)).map(([first]) => first);

  /* A piece of text with the words that were found marked; nothing else of it is markup. */
  const marked = (markup) =>
    [...new DOMParser().parseFromString(markup, "text/html").body.childNodes].map((node) => {
      if (node.nodeName !== "MARK") return node.textContent;
      return Object.assign(document.createElement("mark"), { textContent: node.textContent });
    });

  const plainText = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent;

  /* Text as markup that shows it. */
  const escaped = (text) =>
    text.replace(/[&<>"]/gu, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  const site = (address) => new URL(address || (location.protocol === "file:" ? "index.html" : "./"), top).href;
  Object.assign(window.plaindesk, { escaped, find, marked, plainText, site, translations });
})();
