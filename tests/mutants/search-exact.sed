# breaks: letters with their marks do not come first
# catches in a browser: search
# file: static/search-box.js
s|found = folded === marked ? \[singular(folded)\] : \[singular(folded), marked\];|found = [singular(folded)];|
