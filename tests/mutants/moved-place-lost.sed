# breaks: a link to a place on a page that moved loses the place
# catches in a browser: moved
# file: static/moved.js
s| + location\.hash||
