# breaks: the search is loaded with every page
# catches in a browser: search
# file: static/search.js
s|  let isLoaded = false;|  let isLoaded = false; setTimeout(load);|
