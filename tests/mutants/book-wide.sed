# breaks: the book's text runs off the sheet
# catches in a browser: book
# file: static/book.css
s/max-width: 105mm/min-width: 205mm/
