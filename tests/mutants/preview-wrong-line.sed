# breaks: a preview stands below the last line of its link
# catches in a browser: previews
# file: static/reader.js
s|lines\.find((it) => it\.top <= y && y <= it\.bottom) ?? ||
