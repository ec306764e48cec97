# breaks: a browser that keeps nothing stops the script
# catches in a browser: settings
# file: static/early.js
s|return unkept\.get(name) ?? '';|throw 0;|
