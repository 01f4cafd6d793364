const { Controller } = window.Stimulus;

// On the form around a table with a checkbox in each row: counts what is ticked and shows the bar of bulk actions, where the
// form has one.
export default class extends Controller {
  static targets = ['all', 'row', 'bar', 'count'];

  connect() {
    this.changed();
  }

  toggleAll() {
    this.rowTargets.forEach((row) => { row.checked = this.allTarget.checked; });
    this.changed();
  }

  changed() {
    const count = this.rowTargets.filter((row) => row.checked).length;
    this.rowTargets.forEach((row) => row.closest('tr').classList.toggle('gj-selected', row.checked));
    if (this.hasBarTarget) {
      this.countTarget.textContent = this.countTarget.dataset.words.replace('{0}', count);
      this.barTarget.hidden = count === 0;
    }
    if (this.hasAllTarget) {
      this.allTarget.checked = count > 0 && count === this.rowTargets.length;
      this.allTarget.indeterminate = count > 0 && count < this.rowTargets.length;
    }
  }
}
