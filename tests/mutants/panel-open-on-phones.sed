# breaks: on a phone the panel covers the text
# file: src/serve/live.js
# catches in a browser: serve
s/ \&\& !narrow.matches//
