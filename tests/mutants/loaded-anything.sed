# breaks: a file may hold anything
# catches in a browser: settings
# file: static/settings.js
s| && names\.every((name) => Object\.hasOwn(it, name) && RIGHT\[name\](it\[name\]))||
