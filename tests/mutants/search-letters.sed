# breaks: no normal form takes these letters apart
# catches in a browser: search
# file: static/reader.js
s/LETTERS\[letter\]);/letter);/
