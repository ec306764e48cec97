# breaks: Escape leaves a preview open
# catches in a browser: previews
# file: static/reader.js
s|if (event\.key === 'Escape') close();||
