# breaks: an entry that is forgotten is known
# catches in a browser: settings
# file: static/settings.js
s|else entries\.delete(id);||
