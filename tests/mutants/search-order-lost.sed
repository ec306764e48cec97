# breaks: a form comes before a title
# catches in a browser: search
# file: static/search-box.js
s|(n > 0 ? 1 : 0));|(n > 0 ? -1 : 0));|
