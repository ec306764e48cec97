# breaks: a page that is read in the dark theme is printed in pale ink
# catches in a browser: settings
# file: static/reader.css
s/:root, :root\[data-theme\] { color-scheme: light; --paper/:root { color-scheme: light; --paper/
