# breaks: without a clipboard nothing is selected
# catches in a browser: settings
# file: static/reader.js
s|      getSelection()\.selectAllChildren(text);||
