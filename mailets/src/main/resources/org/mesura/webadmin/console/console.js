// The desk: signs in, shows the overview or the account that the #hash names, asks again every five seconds while seen.
import { NotSignedIn, accountPath, ask, heldPath, signIn } from './api.js';
import { el } from './build.js';
import { languageNow, limitInWords, number, say, speak, time, when } from './words.js';

const PAUSE = 5000;
const at = (id) => document.getElementById(id);
let shownAt;
let turn = 0;
let next;

const accountOfHash = () => {
    try {
        return decodeURIComponent(location.hash.slice(1));
    } catch {
        return '';
    }
};
const hashOf = (account) => `#${encodeURIComponent(account)}`;
const section = (title, ...children) => el('section', {}, el('h2', {}, title), ...children);
const list = (rows) => (rows.length ? el('ul', {}, ...rows) : el('p', { class: 'soft' }, say('none')));
const button = (text, onclick, first = false) => el('button', { type: 'button', class: first && 'first', onclick }, text);

function bar(one, title) {
    const state = one.remaining === 0 ? 'full' : one.percent >= 80 ? 'near' : '';
    return el('li', {},
        el('p', { class: state }, `${title}: ${number(one.used)} / ${number(one.quantity)} (${one.percent} %)`),
        el('progress', { class: state, max: 100, value: Math.min(100, one.percent), 'aria-label': title }),
        one.freeAt && el('p', { class: 'soft' }, `${say('free')} ${when(one.freeAt)}`));
}

function heldRow(mail, named) {
    const waits = { turn: 'turn', decision: 'decision', lifting: 'waitsLifting' }[mail.waits.what];
    return el('li', { class: 'row' },
        el('span', {}, named && el('a', { href: hashOf(mail.account) }, mail.account),
            ` ${number(mail.externalRecipients)} ${say('recipients')}, ${waits ? say(waits) : mail.waits.what}`,
            mail.waits.until ? `, ${say('until')} ${when(mail.waits.until)}` : ''),
        el('span', {},
            button(say('release'), () => confirm('releaseAsk', mail.account, [], () => ask(`${heldPath(mail.id)}/release`, 'POST'))), ' ',
            button(say('reject'), () => confirm('rejectAsk', mail.account, [reason()],
                (given) => ask(`${heldPath(mail.id)}/reject`, 'POST', given.reason && { reason: given.reason })))));
}

// Which accounts the overview shows.
let wanted = { account: '', state: 'all' };

function find(form) {
    const given = Object.fromEntries(new FormData(form));
    wanted = { account: given.account.trim(), state: given.state };
    show(true).then(() => at('main').focus());
}

function finder() {
    const states = el('select', { name: 'state', onchange: (event) => find(event.target.form) },
        ...Object.entries(say('states')).map(([value, words]) => el('option', { value, selected: value === wanted.state }, words)));
    return el('form', { class: 'card', onsubmit: (event) => {
        event.preventDefault();
        find(event.target);
    } }, el('label', {}, say('which'), states),
    el('label', {}, say('search'), el('input', { name: 'account', value: wanted.account, autocomplete: 'off' })),
    el('button', {}, say('find')));
}

const accountRow = (one) => el('li', { class: 'row' },
    el('a', { href: hashOf(one.account) }, one.account),
    el('span', { class: one.percent >= 100 ? 'full' : one.percent >= 80 && 'near' }, [
        number(one.used), `${one.percent} %`,
        one.suspended ? say('suspendedNow') : '', one.held ? `${number(one.held)} ${say('heldNow')}` : '', one.policy ?? '',
    ].filter(Boolean).join(' · ')));

async function overview() {
    const [accounts, caps, held, policy] = await Promise.all(
        [ask(`/accounts?window=1d&most=50&${new URLSearchParams(wanted)}`), ask('/caps'), ask('/held?limit=50'), ask('/policy')]);
    return [
        el('h1', {}, say('accounts')),
        finder(),
        section(say('states')[wanted.state], el('p', { class: 'soft' }, say('sent')), list(accounts.map(accountRow))),
        section(say('caps'), list(caps.map((one) => bar(one, one.name)))),
        section(`${say('held')}: ${number(held.messages)}`, list(held.held.map((mail) => heldRow(mail, true)))),
        section(say('policy'), el('p', {}, `${say('version')} ${policy.version}, ${say(policy.mode) ?? policy.mode}, ${say('since')} ${when(policy.since)}`),
            policy.degraded ? el('p', { class: 'full' }, say('broken')) : undefined, ...policy.mistakes.map((one) => el('p', {}, one))),
    ];
}

async function account(name) {
    const [one, held, permits] = await Promise.all([ask(accountPath(name)),
        ask(`/held?limit=100&account=${encodeURIComponent(name)}`), ask(`${accountPath(name)}/permits`)]);
    const path = `${accountPath(name)}/suspension`;
    const act = one.suspension
        ? button(say('lift'), () => confirm('liftAsk', one.account, [reason()],
            (given) => ask(path, 'DELETE', given.reason && { reason: given.reason })), true)
        : button(say('suspend'), () => confirm('suspendAsk', one.account, [duration(), reason()],
            (given) => ask(path, 'PUT', { ...(given.for && { for: given.for }), ...(given.reason && { reason: given.reason }) })));
    return [
        el('h1', {}, one.account),
        section(say('suspension'), el('p', { class: one.suspension && 'full' }, one.suspension
            ? `${say('since')} ${when(one.suspension.since)}, ${say('until')} ${one.suspension.until ? when(one.suspension.until) : say('lifting')} (${one.suspension.cause})`
            : say('notSuspended')), el('div', { class: 'acts' }, act)),
        section(say('usage'), el('p', { class: 'soft' }, `${say('policy')}: ${one.policy ?? ''} (${one.policySource ?? ''}), ${say(one.mode) ?? one.mode}; ${number(one.refusedLastDay.messages)} ${say('refused')}`),
            list(one.usage.map((limit) => bar(limit, limitInWords(limit))))),
        section(say('held'), list(held.held.map((mail) => heldRow(mail, false)))),
        section(say('permits'), list(permits.map((permit) => permitRow(name, permit))), el('div', { class: 'acts' },
            button(say('grant'), () => confirm('grantAsk', one.account, permitFields(), (given) => grant(name, given))))),
        section(say('campaigns'), list(one.campaigns.map((campaign) => el('li', {},
            `${say('since')} ${when(campaign.since)}: ${number(campaign.messages)} ${say('messages')}, ${number(campaign.externalRecipients)} ${say('recipients')}`)))),
    ];
}

function permitRow(name, permit) {
    const words = `${permit.id}: ${number(permit.used)} / ${number(permit.externalRecipients)}, ${say('until')} ${when(permit.until)}. `
        + `${permit.reason ?? ''} ${permit.grantor ? `(${permit.grantor})` : ''}`;
    return el('li', { class: 'row' }, el('span', {}, words), permit.source === 'file'
        ? el('span', { class: 'soft' }, say('inFile'))
        : button(say('revoke'), () => confirm('revokeAsk', name, [], () => ask(permitPath(name, permit.id), 'DELETE'))));
}

const permitPath = (name, id) => `${accountPath(name)}/permits/${encodeURIComponent(id)}`;
const grant = (name, given) => ask(permitPath(name, given.id), 'PUT', {
    until: new Date(given.until).toISOString(),
    externalRecipients: Number(given.quantity),
    ...(given.reason && { reason: given.reason }),
});
const permitFields = () => [
    el('label', {}, say('permitId'), el('input', { name: 'id', required: true, maxlength: 64, autocomplete: 'off' })),
    el('label', {}, say('quantity'), el('input', { name: 'quantity', type: 'number', min: 1, required: true })),
    el('label', {}, say('lasts'), el('input', { name: 'until', type: 'datetime-local', required: true })),
    reason(),
];
const reason = () => el('label', {}, say('reason'), el('input', { name: 'reason', maxlength: 500 }));
const duration = () => el('label', {}, say('duration'), el('select', { name: 'for' },
    el('option', { value: '1h' }, say('hour')), el('option', { value: '1d' }, say('day')), el('option', { value: '' }, say('ever'))));

function confirm(question, account, fields, act) {
    const dialog = at('dialog');
    dialog.replaceChildren(el('form', { onsubmit: async (event) => {
        event.preventDefault();
        const given = Object.fromEntries(new FormData(event.target));
        dialog.close();
        try {
            await act(given);
            tell(say('done'));
        } catch (failure) {
            tell(say('failed') + (failure instanceof NotSignedIn ? say('wrong') : failure.message));
        }
        // what had the focus is made anew
        show(true).then(() => at('main').focus());
    } }, el('h2', { id: 'question' }, say(question)), el('p', { class: 'soft' }, account), ...fields,
    el('div', { class: 'acts' }, el('button', { class: 'first' }, say('confirm')), button(say('cancel'), () => dialog.close()))));
    dialog.showModal();
}

function tell(text) {
    at('told').textContent = text;
    setTimeout(() => at('told').textContent === text && at('told').replaceChildren(), 6000);
}

function askToSignIn(wrong) {
    at('main').replaceChildren(el('form', { class: 'card', onsubmit: (event) => {
        event.preventDefault();
        const given = new FormData(event.target);
        signIn(given.get('token').trim());
        show(true, true);
    } }, el('h1', {}, say('signIn')), wrong && el('p', { class: 'full', role: 'alert' }, say('wrong')),
    el('label', {}, say('secret'), el('input', { name: 'token', type: 'password', required: true, autocomplete: 'off' })),
    el('p', { class: 'soft' }, say('kept')), el('button', { class: 'first' }, say('signIn'))));
}

// A list that is asked again must not take the focus, or a half-written name, from whoever uses it.
const inUse = () => at('dialog').open || (document.activeElement !== at('main') && at('main').contains(document.activeElement));

async function show(anew, tried = false) {
    clearTimeout(next);
    const mine = ++turn;
    const name = accountOfHash();
    try {
        const parts = await (name ? account(name) : overview());
        if (mine !== turn) {
            return;
        }
        if (anew || !inUse()) {
            at('main').replaceChildren(...parts);
            shownAt = new Date();
        }
        at('main').classList.remove('old');
        at('state').textContent = `${say('live')} ${time(shownAt)}`;
    } catch (failure) {
        if (mine !== turn) {
            return;
        }
        if (failure instanceof NotSignedIn) {
            at('state').replaceChildren();
            return askToSignIn(tried);
        }
        at('main').classList.add('old');
        if (anew || !shownAt) {
            at('main').replaceChildren(el('p', { role: 'alert' }, failure.message));
        }
        at('state').textContent = shownAt ? `${say('away')} ${time(shownAt)}` : failure.message;
    }
    next = setTimeout(() => document.hidden || show(false), PAUSE);
}

function begin() {
    document.documentElement.lang = languageNow();
    at('language').value = languageNow();
    at('language').setAttribute('aria-label', say('language'));
    show(true);
}

at('language').addEventListener('change', (event) => {
    speak(event.target.value);
    begin();
});
addEventListener('hashchange', () => {
    at('main').focus();
    show(true);
});
document.addEventListener('visibilitychange', () => document.hidden || show(false));
begin();
