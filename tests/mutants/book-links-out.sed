# breaks: a relation in the book leads to the entry's page
# catches in a browser: book
# file: templates/components.html
s|{%- if entry.href %}<a class="c" data-entry="{{ entry.id }}" href="{{ entry.href }}">|{%- if entry.href %}<a class="c" data-entry="{{ entry.id }}" href="#gone-{{ entry.href }}">|
