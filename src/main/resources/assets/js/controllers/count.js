const { Controller } = window.Stimulus;

// Adds up the pieces as they are typed. Display only: the server counts again.
export default class extends Controller {
  static targets = ['pieces', 'total'];

  connect() {
    this.sum();
  }

  sum() {
    const fen = this.piecesTargets
      .filter((field) => /^\d{1,7}$/.test(field.value.trim()))
      .reduce((total, field) => total + Number(field.value) * Number(field.dataset.fen), 0);
    const whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
    this.totalTarget.textContent = `${whole}.${String(fen % 100).padStart(2, '0')}`;
  }
}
