# breaks: the book's text runs off the sheet
# catches in a browser: book
# file: static/book.css
s/\.page\.book > \* { max-width: var(--text) }/.page.book > * { min-width: 205mm }/
