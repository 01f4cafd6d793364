const { Controller } = window.Stimulus;

const ASK_AGAIN_AFTER_MS = [1000, 2000, 4000, 8000, 15000];

// Whole fen of what was typed; null when it is no amount. The server reads it again and computes everything itself.
const fen = (typed) => {
  const parts = typed.normalize('NFKC').replace(/[\s,¥￥元]/g, '').match(/^(\d+)?(?:\.(\d{1,2}))?$/);
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null;
  return Number(parts[1] || 0) * 100 + Number((parts[2] || '').padEnd(2, '0'));
};

const yuan = (amount) => {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
};

// The form at the counter: sums for the eye, rows of tenders, and a payment whose outcome is not known is asked for again with
// the same key and the same content until an answer comes. Until then nothing can be changed.
export default class extends Controller {
  static targets = ['charge', 'all', 'tenders', 'tender', 'blank', 'due', 'received', 'change', 'changeLine', 'short', 'shortLine',
    'surplus', 'surplusLine', 'prepayFor', 'notTicked', 'status', 'statusText', 'again', 'take', 'takeAmount'];

  static values = { unknown: String, unanswered: String };

  connect() {
    this.attempt = 0;
    this.onAnswer = (event) => { if (event.detail.elt === this.element) this.answered(event.detail.xhr); };
    this.onSwap = (event) => this.guardSwap(event);
    this.onLeave = (event) => { if (this.attempt > 0) event.preventDefault(); };
    this.element.addEventListener('htmx:afterRequest', this.onAnswer);
    this.element.addEventListener('htmx:beforeSwap', this.onSwap);
    window.addEventListener('beforeunload', this.onLeave);
    const amount = this.amountOf(this.tenderTargets[0]);
    this.edited = new Set(fen(amount.value) === this.due() || !amount.value ? [] : [amount]);
    this.figure();
  }

  disconnect() {
    this.element.removeEventListener('htmx:afterRequest', this.onAnswer);
    this.element.removeEventListener('htmx:beforeSwap', this.onSwap);
    window.removeEventListener('beforeunload', this.onLeave);
    clearTimeout(this.timer);
  }

  // Sums -------------------------------------------------------------------------------------------------------------

  figure(event) {
    const field = event?.target;
    if (field?.matches('[data-amount]') && event.type === 'input') this.edited.add(field);
    this.follow();
    const due = this.due();
    const received = this.sum();
    this.tenderTargets.forEach((row) => this.fields(row, field));
    this.show(due, received);
  }

  // The last amount that nobody typed over follows what is ticked.
  follow() {
    const row = this.tenderTargets.filter((one) => !this.edited.has(this.amountOf(one))).pop();
    if (!row) return;
    const others = this.tenderTargets.filter((one) => one !== row).reduce((sum, one) => sum + (fen(this.amountOf(one).value) ?? 0), 0);
    const rest = Math.max(this.due() - others, 0);
    this.amountOf(row).value = rest ? yuan(rest) : '';
  }

  fields(row, changed) {
    const kind = row.querySelector('[data-kind]:checked')?.value;
    row.querySelector('[data-given-field]').hidden = kind !== 'CASH';
    row.querySelector('[data-reference-field]').hidden = kind === 'CASH';
    if (kind !== 'CASH') row.querySelector('[data-given]').value = '';
    if (changed?.matches('[data-kind]') && row.contains(changed) && changed.checked) {
      row.querySelector(kind === 'CASH' ? '[data-given]' : '[data-reference]').focus();
    }
  }

  show(due, received) {
    const change = this.changeDue();
    this.dueTarget.value = yuan(due);
    this.receivedTarget.value = yuan(received);
    this.changeTarget.value = yuan(change);
    this.changeLineTarget.hidden = change === 0;
    this.shortTarget.value = yuan(due - received);
    this.shortLineTarget.hidden = received >= due;
    this.surplusTarget.value = yuan(received - due);
    this.surplusLineTarget.hidden = received <= due;
    this.prepayForTarget.hidden = received <= due;
    this.notTickedTarget.hidden = this.chargeTargets.every((box) => box.checked);
    this.takeAmountTarget.textContent = yuan(received);
    this.allTargets.forEach((all) => {
      const boxes = this.boxesOf(all);
      all.checked = boxes.every((box) => box.checked);
      all.indeterminate = !all.checked && boxes.some((box) => box.checked);
    });
  }

  due() {
    return this.chargeTargets.filter((box) => box.checked).reduce((sum, box) => sum + Number(box.dataset.fen), 0);
  }

  sum() {
    return this.tenderTargets.reduce((sum, row) => sum + (fen(this.amountOf(row).value) ?? 0), 0);
  }

  changeDue() {
    return this.tenderTargets.reduce((sum, row) => {
      const given = fen(row.querySelector('[data-given]').value);
      return given === null ? sum : sum + given - (fen(this.amountOf(row).value) ?? 0);
    }, 0);
  }

  amountOf(row) {
    return row.querySelector('[data-amount]');
  }

  // Boxes and rows ---------------------------------------------------------------------------------------------------

  tickAll(event) {
    this.boxesOf(event.target).forEach((box) => { box.checked = event.target.checked; });
    this.figure();
  }

  boxesOf(all) {
    return [...all.closest('table').querySelectorAll('[data-till-target="charge"]')];
  }

  addTender() {
    const index = this.tenderTargets.length;
    const row = this.blankTarget.content.cloneNode(true);
    row.querySelectorAll('[name]').forEach((field) => { field.name = field.name.replace('INDEX', index); });
    this.tendersTarget.append(row);
    const added = this.tenderTargets[index];
    const used = new Set(this.tenderTargets.map((one) => one.querySelector('[data-kind]:checked')?.value));
    const kind = [...added.querySelectorAll('[data-kind]')].find((radio) => !used.has(radio.value));
    if (kind) kind.checked = true;
    this.tenderTargets.slice(0, index).forEach((one) => this.edited.add(this.amountOf(one)));
    this.figure();
    this.amountOf(added).focus();
    this.amountOf(added).select();
  }

  removeTender(event) {
    event.target.closest('[data-till-target="tender"]').remove();
    this.tenderTargets.forEach((row, index) => row.querySelectorAll('[name]').forEach((field) => {
      field.name = field.name.replace(/\[\d+\]/, `[${index}]`);
    }));
    this.figure();
    this.amountOf(this.tenderTargets[0]).focus();
  }

  // An outcome nobody knows ------------------------------------------------------------------------------------------

  answered(xhr) {
    const known = xhr.status > 0 && xhr.status < 500;
    if (known) {
      this.known();
    } else {
      this.unknown();
    }
  }

  known() {
    this.attempt = 0;
    this.freeze(false);
    this.statusTarget.hidden = true;
  }

  unknown() {
    this.freeze(true);
    const wait = ASK_AGAIN_AFTER_MS[this.attempt];
    this.attempt += 1;
    this.statusTarget.hidden = false;
    this.againTarget.hidden = wait !== undefined;
    this.statusTextTarget.textContent = wait === undefined ? this.unansweredValue : this.unknownValue.replace('{0}', this.attempt);
    if (wait === undefined) {
      this.againTarget.focus();
    } else {
      this.timer = setTimeout(() => this.send(), wait);
    }
  }

  askAgain() {
    this.attempt = 1;
    this.againTarget.hidden = true;
    this.send();
  }

  send() {
    this.element.requestSubmit();
  }

  // What was sent must be sent again unchanged: inert fields are not edited, but they are collected.
  freeze(frozen) {
    [...this.element.children]
      .filter((part) => part !== this.statusTarget)
      .forEach((part) => { part.inert = frozen; });
  }

  // Signed out meanwhile, or a page that is no counter: leave what was typed and go where the answer leads.
  guardSwap(event) {
    const { xhr } = event.detail;
    if (xhr.status === 200 && !xhr.responseText.includes('id="till"')) {
      event.detail.shouldSwap = false;
      window.location.assign(xhr.responseURL);
    }
  }
}
