# breaks: the script waits for the next preview as for the first
# catches in a browser: previews
# file: static/reader.js
s|link ? NEXT : IN|IN|
