# breaks: an entry's name stands last in its column of the book
# catches in a browser: book
# file: static/book.css
s/\.entry > header { break-inside: avoid; break-after: avoid }//
