# breaks: a long paragraph is cut off
# catches in a browser: extreme
# file: static/reader.css
$a p { max-height: 6rem; overflow: hidden }
