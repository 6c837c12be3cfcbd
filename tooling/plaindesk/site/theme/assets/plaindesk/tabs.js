/* Opens the tab that an address names; Material's, in a file. */

(() => {
  "use strict";
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name) target.checked = target.name.startsWith("__tabbed_");
})();
