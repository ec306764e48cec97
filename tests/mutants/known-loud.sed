# breaks: a link to a known entry keeps its line
# catches in a browser: settings
# file: static/settings.js
s|it\.classList\.toggle('known', entries\.has(id));||
