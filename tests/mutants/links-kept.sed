# breaks: a link that is not wanted keeps its address
# catches in a browser: settings
# file: static/settings.js
s|      link\.removeAttribute(from);||
