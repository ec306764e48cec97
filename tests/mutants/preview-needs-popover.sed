# breaks: without popovers there is no preview
# catches in a browser: previews
# file: static/reader.js
s|preview\.classList\.add('open');||
