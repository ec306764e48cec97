# breaks: a right word finds those that look like it
# catches in a browser: search
# file: static/search-box.js
s|term.length > 3 \&\& !known.has(term)|term.length > 3|
