# breaks: the filter knows titles alone
# catches in a browser: settings
# file: static/reader.js
s| \${line\.dataset\.also ?? ''}||
