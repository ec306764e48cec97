# breaks: a preview of the script’s stays when the pointer leaves
# catches in a browser: previews
# file: static/reader.js
s|!link\.matches(':hover, :focus-visible') && !preview\.matches(':hover')|false|
