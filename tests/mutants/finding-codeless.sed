# breaks: what a code means has lost its words in code
# file: src/serve/meaning.rs
# catches in a browser: serve
s/json!(\["code", &\*text\])/json!("")/
