# breaks: another window keeps its theme
# catches in a browser: settings
# file: static/reader.js
s|if (!event\.key \|\| event\.key\.startsWith(prefix)) show();||
