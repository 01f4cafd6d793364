const { Controller } = window.Stimulus;

// On a button: opens the dialog whose id it names, or closes the dialog it stands in.
export default class extends Controller {
  static values = { id: String };

  open() {
    const dialog = document.getElementById(this.idValue);
    if (dialog && !dialog.open) dialog.showModal();
  }

  close() {
    this.element.closest('dialog').close();
  }
}
