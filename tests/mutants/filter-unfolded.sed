# breaks: the filter takes no æ for ae
# catches in a browser: settings
# file: static/reader.js
s|æ: 'ae', ||
