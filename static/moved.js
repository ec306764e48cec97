// Sends readers of a page that moved to its new address, and to the place on it that their link names. A refresh in the
// page's head would lose that place; it stands there for browsers without scripts.
(function () {
  'use strict';
  const link = document.querySelector('main a[href]');
  if (link) location.replace(link.href + location.hash);
})();
