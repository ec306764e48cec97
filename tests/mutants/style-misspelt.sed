# breaks: a style sheet sets a property that is none
# catches in a browser: html
# file: static/reader.css
$a p { colour: red }
