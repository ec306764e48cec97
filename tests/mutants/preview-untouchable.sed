# breaks: a preview of the script’s closes under the pointer
# catches in a browser: previews
# file: static/reader.js
s| && !preview\.matches(':hover')||
