// A second press does nothing. The form wakes up again when the answer was an error, when the page comes back from the
// browser's history, or when no answer came for a while (a stopped request); the command's key then guards the second try.
const WAKE_AFTER_MS = 30000;

const buttonsOf = (form) => [...form.elements].filter((element) => element.type === 'submit');

const sleep = (form) => {
  form.dataset.sent = '';
  form.setAttribute('aria-busy', 'true');
  // after the browser has collected the form, or the pressed button's own value would be lost
  setTimeout(() => buttonsOf(form).forEach((button) => { button.disabled = true; }), 0);
  setTimeout(() => wake(form), WAKE_AFTER_MS);
};

const wake = (form) => {
  if (!('sent' in form.dataset)) return;
  delete form.dataset.sent;
  form.removeAttribute('aria-busy');
  buttonsOf(form).forEach((button) => { button.disabled = false; });
};

export const submitOnce = (root) => {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method === 'get' || form.target || 'many' in form.dataset) return;
    if ('sent' in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      // later listeners may still refuse this submit
      setTimeout(() => { if (!event.defaultPrevented || form.hasAttribute('hx-post')) sleep(form); }, 0);
    }
  }, true);
  root.addEventListener('htmx:afterRequest', (event) => {
    const form = event.target.closest('form');
    if (form) wake(form);
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(wake));
};
