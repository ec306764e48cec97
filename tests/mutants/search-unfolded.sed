# breaks: letters without their marks find nothing with them
# catches in a browser: search
# file: static/reader.js
s|.replace(MARKS, '')||
