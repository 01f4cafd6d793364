const { Controller } = window.Stimulus;

// On the form in which columns are chosen: moves a line up or down and keeps the focus on the button that was pressed. A line
// marked as fixed stays where it is.
export default class extends Controller {
  static targets = ['list', 'said'];

  up(event) {
    const line = event.currentTarget.closest('li');
    const before = line.previousElementSibling;
    if (before && !before.dataset.fixed) this.moved(line, () => before.before(line), event.currentTarget);
  }

  down(event) {
    const line = event.currentTarget.closest('li');
    const after = line.nextElementSibling;
    if (after) this.moved(line, () => after.after(line), event.currentTarget);
  }

  moved(line, move, button) {
    move();
    button.focus();
    const place = [...this.listTarget.children].indexOf(line) + 1;
    const name = line.querySelector('.form-check-label').textContent;
    this.saidTarget.textContent = this.saidTarget.dataset.words.replace('{0}', name).replace('{1}', place);
  }
}
