# breaks: no normal form takes these letters apart
# catches in a browser: search
# file: static/search-box.js
s|LETTERS.get(letter));|letter);|
