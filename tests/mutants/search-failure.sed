# breaks: records that cannot be had look like nothing found
# catches in a browser: search
# file: static/search-box.js
s/if (!records?.entries || !index) return say.failed;//
