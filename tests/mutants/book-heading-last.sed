# breaks: a heading of the glossary stands last on its sheet
# catches in a browser: book
# file: static/book.css
s/display: inline-block; width: 100%/display: block/
