# breaks: Firefox alone is told a width that no window has
# catches in a browser: firefox
# file: static/reader.css
$a @supports (-moz-appearance: none) { main { min-width: 3000px } }
