# breaks: a letter without entries stays
# catches in a browser: settings
# file: static/reader.js
s|it\.hidden = isEmpty;||
