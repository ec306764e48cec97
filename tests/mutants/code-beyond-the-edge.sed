# breaks: what the manual tells to type stands beyond the edge of a phone
# file: static/reader.css
# catches in a browser: manual
s/white-space: pre-wrap; overflow-wrap: anywhere/white-space: pre/
