# breaks: the browser waits for the next preview as for the first
# catches in a browser: previews
# file: static/reader.css
s|:root:has(\.pv:popover-open) \[interestfor\] { interest-delay: 100ms 300ms }||
