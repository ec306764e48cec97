# breaks: a side note lies over the text
# catches in a browser: extreme
# file: static/reader.css
$a .sn { position: absolute; inset-inline-start: 0; float: none; margin: 0 }
