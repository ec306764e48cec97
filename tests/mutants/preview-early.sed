# breaks: the script shows a preview at once
# catches in a browser: previews
# file: static/reader.js
s|const \[IN, NEXT, OUT\] = \[500, 100, 300\];|const [IN, NEXT, OUT] = [50, 100, 300];|
