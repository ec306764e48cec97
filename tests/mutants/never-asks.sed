# breaks: a page does not ask for news
# file: src/serve/live.js
# catches in a browser: serve
s/^  ask();$//; s/addEventListener('pageshow', ask);//
