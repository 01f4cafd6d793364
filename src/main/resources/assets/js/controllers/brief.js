const { Controller } = window.Stimulus;

// What was shown for a reason is not left on a screen: after a minute, or when the page is left, what stands for it comes back.
export default class extends Controller {
  static values = { after: String, seconds: { type: Number, default: 60 } };

  connect() {
    this.timer = setTimeout(() => this.hide(), this.secondsValue * 1000);
    this.hide = this.hide.bind(this);
    addEventListener('pagehide', this.hide);
  }

  disconnect() {
    clearTimeout(this.timer);
    removeEventListener('pagehide', this.hide);
  }

  hide() {
    this.element.textContent = this.afterValue;
  }
}
