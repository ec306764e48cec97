# breaks: the browser’s bar keeps the system’s colour
# catches in a browser: settings
# file: static/early.js
s|theme === scheme ? 'all' : 'not all'|`(prefers-color-scheme: ${scheme})`|
