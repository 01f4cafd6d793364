const { Controller } = window.Stimulus;

// A field that asks while somebody types. Down and Up walk through what was found, Enter opens the one walked to, or the first;
// pressed before the answer has come, it opens the first as soon as it comes. Where nothing was found, the form it stands in is sent.
export default class extends Controller {
  static targets = ['text', 'found'];

  connect() {
    this.shown = '';
    this.at = -1;
    this.onKey = (event) => this.key(event);
    this.onAsk = () => { this.asked = this.textTarget.value; };
    this.onFound = () => this.answered();
    this.textTarget.addEventListener('keydown', this.onKey);
    this.element.addEventListener('htmx:beforeRequest', this.onAsk);
    this.element.addEventListener('htmx:afterSwap', this.onFound);
  }

  disconnect() {
    this.textTarget.removeEventListener('keydown', this.onKey);
    this.element.removeEventListener('htmx:beforeRequest', this.onAsk);
    this.element.removeEventListener('htmx:afterSwap', this.onFound);
  }

  answered() {
    this.shown = this.asked;
    this.at = -1;
    this.textTarget.setAttribute('aria-expanded', String(this.lines.length > 0));
    if (this.waiting && this.shown === this.textTarget.value) this.open();
  }

  key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.walk(step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.enter();
    } else if (event.key === 'Escape') {
      this.foundTarget.replaceChildren();
      this.textTarget.setAttribute('aria-expanded', 'false');
    }
  }

  enter() {
    if (!this.textTarget.value.trim()) return;
    if (this.shown === this.textTarget.value) {
      this.open();
    } else {
      this.waiting = true;
      window.htmx.trigger(this.textTarget, 'find');
    }
  }

  open() {
    this.waiting = false;
    const line = this.lines[Math.max(this.at, 0)];
    if (line) window.location.assign(line.href);
    else this.textTarget.form?.requestSubmit();
  }

  walk(step) {
    const { lines } = this;
    if (!lines.length) return;
    this.at = (this.at + step + lines.length) % lines.length;
    lines.forEach((line, at) => line.setAttribute('aria-selected', String(at === this.at)));
    this.textTarget.setAttribute('aria-activedescendant', lines[this.at].id);
    lines[this.at].scrollIntoView({ block: 'nearest' });
  }

  get lines() {
    return [...this.foundTarget.querySelectorAll('[role=option]')];
  }
}
