# breaks: the text moves after it has been painted
# catches in a browser: budgets
# file: static/reader.css
$a main { animation: arrive .2s steps(1) } @keyframes arrive { from { margin-top: 60px } }
