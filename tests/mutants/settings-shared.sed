# breaks: readers on one host share their settings
# catches in a browser: settings
# file: static/early.js
s|`lectern \${new URL(html\.dataset\.root \|\| '\.', document\.baseURI)\.pathname} `|'lectern '|
