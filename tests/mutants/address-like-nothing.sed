# breaks: a missing address has no suggestions
# file: static/search-box.js
# catches in a browser: places
s/near\.hidden = !lines\.length;//
