const { Controller } = window.Stimulus;

// The list of errors above a form: takes the focus, names the field of each message as its label does, in the fields' order.
export default class extends Controller {
  connect() {
    const colon = document.documentElement.lang.startsWith('zh') ? '：' : ': ';
    const lines = [...this.element.querySelectorAll('li')].map((line) => ({ line, field: this.fieldOf(line) }));
    lines.forEach(({ line, field }) => {
      const name = (field?.labels?.[0] ?? field?.querySelector('legend'))?.firstElementChild?.textContent;
      if (name) line.firstElementChild.prepend(`${name}${colon}`);
    });
    lines.sort((a, b) => this.order(a.field, b.field)).forEach(({ line }) => line.parentElement.append(line));
    this.element.focus();
  }

  fieldOf(line) {
    const link = line.querySelector('a[href^="#"]');
    return link && document.getElementById(link.hash.slice(1));
  }

  order(one, other) {
    if (!one || !other || one === other) return Boolean(one) - Boolean(other);
    return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }
}
