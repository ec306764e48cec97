// What a script adds to a page that is whole without it. Classic, because modules don't load from a disk.
(function () {
  'use strict';
})();
