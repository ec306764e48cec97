# breaks: a keystroke touches every line
# catches in a browser: settings
# file: static/reader.js
s|if (line\.hidden === isShown) line\.hidden = !isShown;|line.hidden = !isShown;|
