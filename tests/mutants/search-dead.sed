# breaks: without scripts there is a field that finds nothing
# catches in a browser: search
# file: static/reader.css
s|html:not(.js) .js-only { visibility: hidden }||
