# breaks: findings stay in the page when they are mended
# file: src/serve/live.js
# catches in a browser: serve
s/panel.host.hidden = true;//
