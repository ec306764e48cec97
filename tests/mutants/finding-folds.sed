# breaks: a build folds what somebody is reading of a finding
# file: src/serve/live.js
# catches in a browser: serve
s/^ *out\.open = unfolded\.has(key);$//
