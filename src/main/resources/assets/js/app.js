// Behaviour of every page. Controllers are named in the markup (data-controller); what must hold on every form is a plain module.
import { submitOnce } from './submit-once.js';
import { answers } from './answers.js';
import Brief from './controllers/brief.js';
import Count from './controllers/count.js';
import Opener from './controllers/opener.js';
import Finder from './controllers/finder.js';
import Focus from './controllers/focus.js';
import Money from './controllers/money.js';
import Order from './controllers/order.js';
import Plan from './controllers/plan.js';
import Print from './controllers/print.js';
import Selection from './controllers/selection.js';
import Shortcuts from './controllers/shortcuts.js';
import Summary from './controllers/summary.js';
import Theme from './controllers/theme.js';
import Till from './controllers/till.js';
import Unsaved from './controllers/unsaved.js';

const application = window.Stimulus.Application.start();
const controllers = {
  brief: Brief,
  count: Count,
  finder: Finder,
  focus: Focus,
  money: Money,
  opener: Opener,
  order: Order,
  plan: Plan,
  print: Print,
  selection: Selection,
  shortcuts: Shortcuts,
  summary: Summary,
  theme: Theme,
  till: Till,
  unsaved: Unsaved,
};
Object.entries(controllers).forEach(([name, controller]) => application.register(name, controller));

submitOnce(document);
answers(document);

// Rooms with behaviour of their own import this: import { application, Controller } from '../app.js'
export { application };
export const { Controller } = window.Stimulus;
