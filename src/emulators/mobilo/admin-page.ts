import { Router } from 'express';
import type { Account } from '../../mobilo/mobilo.ts';
import { poolOf } from './credits.ts';
import { type Html, html, sendPage } from './html.ts';
import type { MobiloState } from './mobilo-state.ts';
import type { LoggedRequest } from './request-log.ts';

const mostShown = 50;

const numbers: readonly string[] = ['Available', 'Reserved', 'Cards held'];

const anchorOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

const headOf = (head: string): Html =>
  numbers.includes(head) ? html`<th scope="col" class="number">${head}</th>` : html`<th scope="col">${head}</th>`;

const section = (title: string, total: number, heads: readonly string[], rows: readonly Html[]): Html => html`
<h2 id="${anchorOf(title)}">${title} <span class="quiet">${rows.length === total ? String(total) : `${rows.length} of ${total}`}</span></h2>
${
  rows.length === 0
    ? html`<p class="quiet">Nothing here.</p>`
    : html`<div class="table"><table><thead><tr>${heads.map(headOf)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}`;

const when = (moment: string): Html => html`<time datetime="${moment}">${moment.slice(0, 19).replace('T', ' ')}</time>`;

const showCredits = (state: MobiloState): Html => {
  const pools = [...state.catalog.values()].map((item) => poolOf(state, item));
  const rows = pools.map(
    ({ sku, kind, name, available, reserved }) => html`
<tr><td>${name}</td><td>${kind}</td><td><code>${sku}</code></td><td class="number">${available}</td><td class="number">${reserved}</td></tr>`,
  );
  return section('Credits', pools.length, ['Pool', 'Kind', 'Sku', 'Available', 'Reserved'], rows);
};

const teamOf = (state: MobiloState, { teamId }: Account): string =>
  teamId === null ? '' : (state.teams.get(teamId)?.name ?? teamId);

const showAccounts = (state: MobiloState, found: readonly Account[]): Html =>
  section(
    'Accounts',
    found.length,
    ['Name', 'E-mail', 'Job', 'Department', 'Team', 'Photo', 'State', 'Role', 'Linked', 'Cards held'],
    found.slice(0, mostShown).map(
      (account) => html`
<tr><td>${account.profile.displayName}</td><td>${account.email}</td><td>${account.profile.jobTitle}</td><td>${account.profile.department}</td>
<td>${teamOf(state, account)}</td><td>${account.photo === null ? 'no' : html`<span title="SHA-256 ${account.photo}">yes</span>`}</td>
<td>${account.state}</td><td>${account.role}</td><td>${account.externalId === null ? 'no' : html`<span title="${account.externalId}">yes</span>`}</td>
<td class="number">${state.cards.findIds('accountId', account.id).length}</td></tr>`,
    ),
  );

const nameOf = (state: MobiloState, accountId: string | null): string =>
  accountId === null ? 'nobody' : (state.accounts.get(accountId)?.profile.displayName ?? accountId);

const showOrders = (state: MobiloState, matches: (text: string) => boolean): Html => {
  const found = [...state.orders.values()]
    .filter(({ reference, lines }) =>
      matches([reference, ...lines.map((line) => nameOf(state, line.accountId))].join(' ')),
    )
    .reverse();
  const rows = found.slice(0, mostShown).map(
    ({ reference, state: stage, lines, placedAt }) => html`
<tr><td><code>${reference}</code></td><td>${when(placedAt)}</td><td>${stage}</td>
<td>${lines.map((line) => html`<div>${nameOf(state, line.accountId)}: ${[line.cardSku ?? 'no card', ...line.licences, ...line.accessories].join(', ')}</div>`)}</td></tr>`,
  );
  return section('Orders', found.length, ['Reference', 'Placed (UTC)', 'State', 'Lines'], rows);
};

const showCards = (state: MobiloState, matches: (text: string) => boolean): Html => {
  const found = [...state.cards.values()]
    .filter((card) => matches(`${card.id} ${card.sku} ${card.state} ${nameOf(state, card.accountId)}`))
    .reverse();
  const rows = found.slice(0, mostShown).map(
    (card) => html`
<tr><td><code>${card.id}</code></td><td>${state.catalog.get(card.sku)?.name ?? card.sku}</td><td>${nameOf(state, card.accountId)}</td><td>${card.state}</td><td>${card.printed ? 'with a name' : 'blank'}</td></tr>`,
  );
  return section('Cards', found.length, ['Card', 'Type', 'Holder', 'State', 'Print'], rows);
};

const showRequests = (requests: readonly LoggedRequest[]): Html => {
  const rows = requests
    .slice(-25)
    .reverse()
    .map(
      ({ at, method, path, status, replayed }) => html`
<tr><td>${when(at)}</td><td>${method}</td><td><code>${path.length > 100 ? `${path.slice(0, 99)}…` : path}</code></td><td>${status === null ? 'connection cut' : `${status}${replayed ? ', answered before' : ''}`}</td></tr>`,
    );
  return section('Last requests', requests.length, ['At (UTC)', 'Method', 'Path', 'Answer'], rows);
};

const wordsOf = (state: MobiloState, account: Account): string =>
  [account.id, account.email, account.state, teamOf(state, account), ...Object.values(account.profile)].join(' ');

const count = (number: number, thing: string): Html =>
  html`<li><a href="#${thing}s"><strong>${number}</strong> ${number === 1 ? thing : `${thing}s`}</a></li>`;

/** `GET /`: what is in this Mobilo now. `?q=` searches accounts, orders and cards. */
export const adminPage = (state: MobiloState, requests: readonly LoggedRequest[]): Router =>
  Router().get('/', (req, res) => {
    const search = typeof req.query.q === 'string' ? req.query.q.trim() : '';
    const matches = (words: string) => words.toLowerCase().includes(search.toLowerCase());
    const accounts = [...state.accounts.values()].filter((account) => matches(wordsOf(state, account))).reverse();
    const organization = state.facts.get('organization') ?? '';
    sendPage(res, {
      title: `Mobilo: ${organization}`,
      body: html`<main><h1>${organization} in Mobilo</h1>
<p class="quiet">This is the sample Mobilo: an emulator that remembers. Reload the page to see what has arrived.</p>
<ul class="counts">${count(state.orders.size, 'order')}${count(state.accounts.size, 'account')}${count(state.cards.size, 'card')}<li><a href="#credits">credits</a></li><li><a href="#last-requests">last requests</a></li></ul>
<form method="get" action="/" role="search" class="search"><input name="q" type="search" value="${search}" aria-label="Search accounts, orders and cards" placeholder="Name, address, reference">
<button>Search</button>${search === '' ? '' : html`<a href="/">Show everything</a>`}</form>
${showOrders(state, matches)}${showAccounts(state, accounts)}${showCards(state, matches)}${showCredits(state)}${showRequests(requests)}</main>`,
    });
  });
