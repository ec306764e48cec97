# breaks: a misspelt word finds nothing
# catches in a browser: search
# file: static/search-box.js
s|fuzzy: (term) => .*|fuzzy: false,|
