# breaks: a slash that is typed opens the search
# catches in a browser: search
# file: static/search.js
s/ || isTyping//
