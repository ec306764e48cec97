# breaks: a paragraph holds a division
# catches in a browser: html
# file: templates/base.html
s|</main>|<p><div></div></p></main>|
