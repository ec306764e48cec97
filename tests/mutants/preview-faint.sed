# breaks: what a preview says can hardly be read
# catches in a browser: access
# file: static/reader.css
$a .pv:popover-open, .pv:popover-open * { color: #999; background: #fff }
