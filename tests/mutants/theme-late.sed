# breaks: a theme is there only once the page is
# catches in a browser: settings
# file: static/early.js
s|  window\.lectern = { prefix, choices, read, write, apply };|  window.lectern = { prefix, choices, read, write, apply }; return addEventListener('DOMContentLoaded', apply);|
