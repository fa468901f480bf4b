/* global document, localStorage, sessionStorage, addEventListener, location */
// Before anything is painted: the remembered theme and language, an empty page for who comes back after a quick exit, and
// the files that this language and this page need, asked for at once instead of one after the other.
(function () {
  var root = document.documentElement;
  var painted = root.lang;
  var left = false;
  try {
    var theme = localStorage.getItem('kring.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var language = localStorage.getItem('kring.language');
    if (language === 'nl' || language === 'fr' || language === 'en') root.lang = language;
    left = sessionStorage.getItem('kring.left') !== null;
  } catch {
    // Storage is switched off: the defaults stand.
  }
  // What was painted is in another language than this person chose, or nothing may be seen here.
  if (left || root.lang !== painted) root.dataset.first = 'no';
  // A page kept whole by the browser would show again what was left behind.
  addEventListener('pageshow', function (event) {
    if (event.persisted && root.dataset.left === 'yes') location.reload();
  });
  var preloads = '__PRELOADS__';
  if (!preloads.pages) return;
  var files = preloads.languages[root.lang] || [];
  preloads.pages.forEach(function (page) {
    if (new RegExp(page[0]).test(location.pathname)) files = files.concat(page[1]);
  });
  files.forEach(function (file) {
    var link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = file;
    document.head.appendChild(link);
  });
})();
