const { Controller } = window.Stimulus;

const OFF = 'shortcuts.single.off';
const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

// On the body. Any element may carry data-shortcut="mod+enter" (mod = Ctrl or ⌘; several separated by spaces): a field gets the
// focus, anything else is pressed. Single keys can be switched off and are silent while somebody types.
export default class extends Controller {
  connect() {
    this.onKey = (event) => this.pressed(event);
    document.addEventListener('keydown', this.onKey);
    const single = document.querySelector('[data-shortcuts-single]');
    if (!single) return;
    single.checked = localStorage.getItem(OFF) === null;
    single.addEventListener('change', () => {
      if (single.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, '');
    });
  }

  disconnect() {
    document.removeEventListener('keydown', this.onKey);
  }

  pressed(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const key = this.name(event);
    const single = !key.includes('+');
    if (single && key.length === 1 && (event.target.matches(TYPING) || localStorage.getItem(OFF) !== null)) return;
    if (key === '?') return void this.help(event);
    const scope = document.querySelector('dialog[open]') || document;
    const element = [...scope.querySelectorAll('[data-shortcut]')]
      .find((candidate) => candidate.dataset.shortcut.split(' ').includes(key) && candidate.checkVisibility());
    if (!element) return;
    event.preventDefault();
    if (element.matches(TYPING)) {
      element.focus();
      element.select?.();
    } else {
      if (element.matches('input')) element.focus();
      element.click();
    }
  }

  name(event) {
    const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
    return [(event.ctrlKey || event.metaKey) && 'mod', event.altKey && 'alt', event.shiftKey && key.length > 1 && 'shift', key]
      .filter(Boolean).join('+');
  }

  help(event) {
    const dialog = document.getElementById('shortcuts');
    if (!dialog || dialog.open) return;
    event.preventDefault();
    const lines = [...document.querySelectorAll('[data-shortcut]')]
      .filter((element) => element.checkVisibility())
      .map((element) => this.line(element));
    dialog.querySelector('[data-shortcuts-list]').replaceChildren(...lines);
    dialog.showModal();
  }

  line(element) {
    const item = document.createElement('li');
    const what = element.getAttribute('aria-label') || element.textContent.trim() || element.labels?.[0]?.textContent || '';
    item.append(what);
    element.dataset.shortcut.split(' ').forEach((shortcut) => {
      const key = document.createElement('kbd');
      key.textContent = shortcut.replace('mod', /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl');
      item.append(' ', key);
    });
    return item;
  }
}
