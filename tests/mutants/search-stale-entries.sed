# breaks: the entries of the search may be older than the page
# catches in a browser: search
# file: static/search.js
s|Date.parse(document.lastModified)|1|
