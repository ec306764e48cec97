# breaks: a copy isn’t said to be made
# catches in a browser: settings
# file: static/reader.js
s|isCopied ? status\.dataset\.done : status\.dataset\.failed;|'';|
