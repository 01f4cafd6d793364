// What htmx sends and what it does with answers. Errors of ours come retargeted to #alerts; anything else that is not a success
// (a proxy's page, no connection) must not replace a part of the page.
const ours = (xhr) => xhr.getResponseHeader('HX-Retarget') !== null;

const noAnswer = () => {
  const alerts = document.getElementById('alerts');
  alerts.replaceChildren(document.getElementById('no-answer').content.cloneNode(true));
  alerts.scrollIntoView({ block: 'nearest' });
};

export const answers = (root) => {
  root.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== 'get') event.detail.headers[token.dataset.header] = token.content;
  });
  root.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && xhr.status !== 409 && xhr.status !== 422 && !ours(xhr)) {
      event.detail.shouldSwap = false;
      noAnswer();
    }
  });
  root.addEventListener('htmx:sendError', noAnswer);
  root.addEventListener('htmx:timeout', noAnswer);
};
