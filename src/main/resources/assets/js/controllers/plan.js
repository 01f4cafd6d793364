const { Controller } = window.Stimulus;

// Writes large, at the foot of the plan, what the square under the pointer or the focus says. Screen readers hear it from the link.
export default class extends Controller {
  static targets = ['summary'];

  show(event) {
    const square = event.target.closest('a[aria-label]');
    if (square) this.summaryTarget.textContent = square.getAttribute('aria-label');
  }
}
