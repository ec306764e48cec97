# breaks: the book is pale on white where the system is dark
# catches in a browser: book
# file: static/reader.css
s/{ color-scheme: light; --paper: #fff;/{ --paper: #fff;/
