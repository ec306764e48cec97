# breaks: a phrase in marks is any of its words
# catches in a browser: search
# file: static/search-box.js
s|if (asked.phrases.length) options.filter = .*|;|
