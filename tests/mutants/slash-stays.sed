# breaks: the key / opens the search though it is turned off
# file: static/search.js
# catches in a browser: settings
s/ || document\.documentElement\.dataset\.slash//
