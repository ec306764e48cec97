# breaks: a preview of the script’s isn’t the link’s description
# catches in a browser: previews
# file: static/reader.js
s|      link\.setAttribute('aria-describedby', preview\.id);||
