# breaks: a phone does not show what a desk shows
# catches in a browser: extreme
# file: static/reader.css
$a @media (max-width: 30em) { .head p { display: none } }
