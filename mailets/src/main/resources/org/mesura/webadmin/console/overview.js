// The first page: how things stand, who is near a limit, what waits for a decision.
import { ask, askIfKnown, askPage } from './api.js';
import { el } from './build.js';
import { NEAR, bar, button, campaignRow, classes, decisionRow, heldRow, linkTo, list, section, words } from './rows.js';
import { number, say, when } from './words.js';

const PAGE = 25;
const FEW = 10;
const ALL = { account: '', state: 'all', sort: 'used', offset: 0 };
// Which accounts are shown.
let wanted = ALL;
let showAnew = () => undefined;

export function begin(show) {
    showAnew = show;
}

export async function overview() {
    const query = new URLSearchParams({ window: '1d', most: PAGE, ...wanted });
    const [now, accounts, campaigns, held, decisions, policy] = await Promise.all([ask('/overview'), askPage(`/accounts?${query}`),
        askIfKnown(`/campaigns?most=${FEW}`, []), ask('/held?limit=50'), ask(`/decisions?most=${FEW}`), ask('/policy')]);
    const many = accounts.content.map(accountRow);
    return [
        el('h1', {}, say('now')),
        el('div', { class: 'tiles' }, ...tiles(now)),
        now.faults.length > 0 && el('section', { role: 'alert' }, el('h2', { class: 'full' }, say('faults')), list(now.faults.map((fault) => el('li', {}, fault)))),
        finder(),
        section(`${say('accounts')}: ${say('states')[wanted.state]}`, el('p', { class: 'soft' }, say('sent')), list(many), pages(accounts)),
        now.caps.length > 0 && section(say('caps'), list(now.caps.map((one) => bar(one, one.name)))),
        section(`${say('held')}: ${number(held.messages)}`, list(held.held.map((mail) => heldRow(mail, true)))),
        section(say('campaignsWide'), list(campaigns.map((one) => campaignRow(one, true)))),
        section(say('decisions'), list(decisions.map((one) => decisionRow(one, true)))),
        section(say('policy'), el('p', {}, `${say('version')} ${policy.version}, ${say(policy.mode) ?? policy.mode}, ${say('since')} ${when(policy.since)}`),
            policy.degraded && el('p', { class: 'full' }, say('broken')), ...policy.mistakes.map((one) => el('p', {}, one))),
    ];
}

function tiles(now) {
    const sent = (seconds, title) => {
        const one = now.sent?.find(({ windowSeconds }) => windowSeconds === seconds);
        return one && tile(title, number(one.messages), `${say('messages')}, ${number(one.externalRecipients)} ${say('recipients')}`);
    };
    // while the store of all servers is away nobody knows of all accounts
    const { accounts } = now;
    return [
        sent(3600, say('lastHour')),
        sent(86400, say('lastDay')),
        accounts && chooser(accounts.over, 'over', say('overCount'), accounts.over ? 'full' : undefined),
        accounts && chooser(accounts.near, 'near', say('nearCount'), accounts.near ? 'near' : undefined),
        accounts && chooser(accounts.suspended, 'suspended', say('suspendedCount'), accounts.suspended ? 'full' : undefined),
        tile(say('held'), number(now.held.messages), `${number(now.held.waitingForDecision)} ${say('waiting')}`),
        tile(say('store'), say('storeKinds')[now.store.kind] ?? now.store.kind, now.store.fault ?? (now.degraded ? say('degraded') : say('well')),
            now.store.fault || now.degraded ? 'near' : undefined, 'text'),
    ];
}

const tile = (title, figure, below, state, kind) => el('div', { class: classes('tile', state) },
    el('p', { class: 'soft' }, title), el('p', { class: classes('figure', kind) }, figure), el('p', { class: 'soft' }, below));

// A figure that shows whom it counts.
const chooser = (count, state, below, kind) => el('button', { type: 'button', class: classes('tile', kind), onclick: () => want({ ...ALL, state }) },
    el('span', { class: 'soft' }, say('accounts')), el('span', { class: 'figure' }, number(count)), el('span', { class: 'soft' }, below));

function want(next) {
    wanted = next;
    showAnew();
}

function find(form) {
    const given = Object.fromEntries(new FormData(form));
    want({ account: given.account.trim(), state: given.state, sort: given.sort, offset: 0 });
}

function select(name, choices) {
    return el('select', { name, onchange: (event) => find(event.target.form) },
        ...Object.entries(choices).map(([value, label]) => el('option', { value, selected: value === wanted[name] }, label)));
}

function finder() {
    return el('form', { class: 'card fields', onsubmit: (event) => {
        event.preventDefault();
        find(event.target);
    } }, el('label', {}, say('which'), select('state', say('states'))),
    el('label', {}, say('sort'), select('sort', say('sorts'))),
    el('label', {}, say('search'), el('input', { name: 'account', value: wanted.account, autocomplete: 'off' })),
    el('button', {}, say('find')));
}

const accountRow = (one) => el('li', { class: 'row' }, linkTo(one.account),
    el('span', { class: one.percent >= 100 ? 'full' : one.percent >= NEAR && 'near' },
        words(number(one.used), `${one.percent} %`, one.suspended && say('suspendedNow'),
            one.held && `${number(one.held)} ${say('heldNow')}`, one.policy)));

function pages({ content, total }) {
    const { offset } = wanted;
    if (total <= content.length) {
        return undefined;
    }
    const to = (next, label) => button(label, () => want({ ...wanted, offset: next }));
    return el('div', { class: 'acts' },
        offset > 0 && to(Math.max(0, offset - PAGE), say('previous')),
        offset + content.length < total && to(offset + PAGE, say('next')),
        el('p', { class: 'soft' }, `${number(offset + 1)} – ${number(offset + content.length)} ${say('of')} ${number(total)}`));
}
