# breaks: the panel does not close by Escape
# file: src/serve/live.js
# catches in a browser: serve
s/event.key === 'Escape'/event.key === 'Esc'/
