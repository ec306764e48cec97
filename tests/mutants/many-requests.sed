# breaks: a page asks for eight pictures
# catches in a browser: budgets
# file: templates/base.html
s|</main>|<p><img src="robots.txt?1" alt=""><img src="robots.txt?2" alt=""><img src="robots.txt?3" alt=""><img src="robots.txt?4" alt=""><img src="robots.txt?5" alt=""><img src="robots.txt?6" alt=""><img src="robots.txt?7" alt=""><img src="robots.txt?8" alt=""></p></main>|
