# breaks: letters without their marks find nothing with them
# catches in a browser: search
# file: static/search-box.js
s|.replace(MARKS, '')||
