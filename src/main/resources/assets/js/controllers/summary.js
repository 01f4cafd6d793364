const { Controller } = window.Stimulus;

// The list of errors above a form: takes the focus and names the field of each message as its label does.
export default class extends Controller {
  connect() {
    this.element.querySelectorAll('a[href^="#"]').forEach((link) => {
      const field = document.getElementById(link.hash.slice(1));
      const label = field?.labels?.[0] ?? field?.querySelector('legend');
      const name = label?.firstElementChild?.textContent;
      if (name) link.prepend(`${name}: `);
    });
    this.element.focus();
  }
}
