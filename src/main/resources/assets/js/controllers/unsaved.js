const { Controller } = window.Stimulus;

// On a form: leaving with unsaved work asks. A form that came back with errors counts as unsaved from the start.
export default class extends Controller {
  connect() {
    this.before = this.state();
    this.returned = this.element.querySelector('[aria-invalid="true"]') !== null;
    this.sent = false;
    this.onSubmit = () => { this.sent = true; };
    this.onLeave = (event) => { if (!this.sent && this.dirty()) event.preventDefault(); };
    this.onShow = () => { this.sent = false; };
    this.element.addEventListener('submit', this.onSubmit);
    window.addEventListener('beforeunload', this.onLeave);
    window.addEventListener('pageshow', this.onShow);
  }

  disconnect() {
    this.element.removeEventListener('submit', this.onSubmit);
    window.removeEventListener('beforeunload', this.onLeave);
    window.removeEventListener('pageshow', this.onShow);
  }

  dirty() {
    return this.returned || this.state() !== this.before;
  }

  state() {
    return [...new FormData(this.element)]
      .map(([name, value]) => `${name}=${value instanceof File ? value.name : value}`)
      .join('\n');
  }
}
