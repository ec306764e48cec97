# breaks: a long press follows the link
# catches in a browser: previews
# file: static/reader.js
s|if (isHeld) event\.preventDefault();||
