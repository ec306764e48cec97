# breaks: an author’s name prefers nothing
# catches in a browser: search
# file: static/search-box.js
s|by: who });|by: '' });|
