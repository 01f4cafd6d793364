// Runs before the first paint: what the person chose, else what the device prefers.
(() => {
  const root = document.documentElement;
  const device = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/);
    root.setAttribute('data-bs-theme', chosen ? chosen[1] : device.matches ? 'dark' : 'light');
  };
  apply();
  device.addEventListener('change', apply);
  // paper is white, whatever the screen shows
  addEventListener('beforeprint', () => root.setAttribute('data-bs-theme', 'light'));
  addEventListener('afterprint', apply);
})();
