# breaks: a page that is loaded again begins at its top
# file: src/serve/live.js
# catches in a browser: serve
s/scrollTo({ left: place.x, top: y, behavior: 'instant' });//
