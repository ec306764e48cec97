# breaks: the keyboard’s focus shows no preview
# catches in a browser: previews
# file: static/reader.js
s|if (it?\.matches(':focus-visible')) enter(it);||
