import { Dashboard } from './dashboard.js';
import { Live } from './live.js';
import { OrderPage } from './order-page.js';
import { Search } from './search.js';

const main = document.getElementById('main');
const live = new Live(document.getElementById('live'));
const search = new Search(document.getElementById('search'));
let page = null;
let began = true;

function show() {
  const order = /^#\/orders\/([0-9a-f-]{36})$/i.exec(location.hash);
  page?.leave();
  main.replaceChildren();
  page = order ? new OrderPage(main, live, order[1]) : new Dashboard(main, live);
  search.close();
  scrollTo(0, 0);
  if (!began) {
    main.focus({ preventScroll: true });
  }
  began = false;
}

addEventListener('hashchange', show);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, select, textarea, [contenteditable]');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});
show();
