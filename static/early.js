// Runs before the page is painted: what it says of the page must never be seen to change.
(function () {
  'use strict';
  document.documentElement.classList.add('js');
})();
