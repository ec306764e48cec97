# breaks: what is found is shown as markup
# catches in a browser: search
# file: static/search-box.js
s|mark.textContent = text.slice(start, end);|mark.innerHTML = text.slice(start, end);|;s|out.append(text.slice(at));|const rest = document.createElement('i'); rest.innerHTML = text.slice(at); out.append(rest);|
