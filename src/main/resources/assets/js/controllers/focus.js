const { Controller } = window.Stimulus;

// Takes the focus when it appears: the summary of errors after a refused form, the first field of a swapped part.
export default class extends Controller {
  connect() {
    this.element.focus();
  }
}
