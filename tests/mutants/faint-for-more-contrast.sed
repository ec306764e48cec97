# breaks: who asks for more contrast gets less
# catches in a browser: access
# file: static/reader.css
$a @media (prefers-contrast: more) { p { color: #777 } }
