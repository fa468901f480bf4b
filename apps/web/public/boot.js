/* global document, localStorage, addEventListener, location */
// Before anything is painted: the remembered theme and language, and an empty page for who comes back after a quick exit.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('kring.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var language = localStorage.getItem('kring.language');
    if (language === 'nl' || language === 'fr' || language === 'en') root.lang = language;
  } catch {
    // Storage is switched off: the defaults stand.
  }
  // A page kept whole by the browser would show again what was left behind.
  addEventListener('pageshow', function (event) {
    if (event.persisted && root.dataset.left === 'yes') location.reload();
  });
})();
