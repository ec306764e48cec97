# breaks: a preview may lie below the window
# catches in a browser: previews
# file: static/reader.js
s|below + height <= down ? below : above >= 0 ? above : Math\.max(0, down - height)|below|
