const { Controller } = window.Stimulus;

const AMOUNT = /^([+-]?)(\d+)?(?:\.(\d{1,2}))?$/;

// Writes an amount as the page writes amounts (1,234.50). What is not an amount stays as typed: the server says what is wrong.
export default class extends Controller {
  tidy() {
    const typed = this.element.value.normalize('NFKC').replace(/[\s,¥￥元]/g, '').replace('。', '.');
    const parts = typed.match(AMOUNT);
    if (!parts || (parts[2] === undefined && parts[3] === undefined)) return;
    const whole = (parts[2] || '0').replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
    this.element.value = `${parts[1] === '-' ? '-' : ''}${whole}.${(parts[3] || '').padEnd(2, '0')}`;
  }
}
