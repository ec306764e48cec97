# breaks: a control shows that does nothing without a script
# catches in a browser: settings
# file: static/reader.css
s|html:not(\.js) \.js-only { visibility: hidden }||
