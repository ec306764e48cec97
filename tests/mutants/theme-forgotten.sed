# breaks: a theme holds for one page
# catches in a browser: settings
# file: static/early.js
s|if (text) localStorage\.setItem(prefix + name, text);||
