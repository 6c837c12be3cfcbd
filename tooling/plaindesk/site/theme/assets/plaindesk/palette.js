/* Puts the colours on that a visitor chose, before anything is drawn; Material's, in a file. */

(() => {
  "use strict";
  const chosen = window.__md_get("__palette")?.color;
  if (!chosen) return;
  if (chosen.media === "(prefers-color-scheme)") {
    const way = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${way})"]`);
    for (const name of ["media", "scheme", "primary", "accent"])
      chosen[name] = input.getAttribute(`data-md-color-${name}`);
  }
  for (const [name, value] of Object.entries(chosen))
    document.body.setAttribute(`data-md-color-${name}`, value);
})();
