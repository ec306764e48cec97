# breaks: the page of results forgets what was asked
# catches in a browser: search
# file: static/search-box.js
s|history.replaceState(null, '', .*|0);|
