# breaks: the home page leads to the top of the article
# catches in a browser: settings
# file: static/settings.js
s|#p\${place\[2\]}`|`|
