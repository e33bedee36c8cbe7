// The page of one account: whether it may send, what it has used, what waits, and what can be done about it.
import { accountPath, ask } from './api.js';
import { confirm, duration, permitFields, reason } from './acts.js';
import { el } from './build.js';
import { timeline } from './chart.js';
import { bar, button, campaignRow, decisionRow, heldRow, list, section } from './rows.js';
import { limitInWords, number, say, when } from './words.js';

const FEW = 20;
// What was asked of whom, for it stays while the page is asked again.
let asked = {};

export async function account(name) {
    const path = accountPath(name);
    const query = encodeURIComponent(name);
    const [one, day, held, permits, decisions] = await Promise.all([ask(path), ask(`${path}/timeline`),
        ask(`/held?limit=100&account=${query}`), ask(`${path}/permits`), ask(`/decisions?most=${FEW}&account=${query}`)]);
    const does = (question, fields, act) => () => confirm(question, one.account, fields(), act);
    return [
        el('p', {}, el('a', { href: '#' }, say('back'))),
        el('h1', {}, one.account),
        standing(one, does),
        section(say('usage'), el('p', { class: 'soft' }, `${say('policy')}: ${one.policy ?? ''} (${one.policySource ?? ''}), ${say(one.mode) ?? one.mode}; ${number(one.refusedLastDay.messages)} ${say('refused')}`),
            list(one.usage.map((limit) => bar(limit, limitInWords(limit)))),
            el('div', { class: 'acts' }, button(say('reset'), does('resetAsk', () => [reason()], (given) => ask(`${path}/usage`, 'DELETE', given))))),
        section(say('timeline'), timeline(day)),
        section(`${say('held')}: ${number(held.messages)}`, list(held.held.map((mail) => heldRow(mail, false))), held.held.length > 0 && allHeld(path, does)),
        section(say('permits'), list(permits.map((permit) => permitRow(path, permit, does))),
            el('div', { class: 'acts' }, button(say('grant'), does('grantAsk', permitFields, (given) => grant(path, given))))),
        section(say('decisions'), list(decisions.map((decision) => decisionRow(decision, false)))),
        section(say('campaigns'), list(one.campaigns.map((campaign) => campaignRow(campaign, false)))),
        explanation(path),
    ];
}

function standing(one, does) {
    const path = `${accountPath(one.account)}/suspension`;
    const held = one.suspension;
    const act = held
        ? button(say('lift'), does('liftAsk', () => [reason()], (given) => ask(path, 'DELETE', given)), true)
        : button(say('suspend'), does('suspendAsk', () => [duration(), reason()], (given) => ask(path, 'PUT', given)));
    return section(say('suspension'), el('p', { class: held && 'full' }, held
        ? `${say('since')} ${when(held.since)}, ${say('until')} ${held.until ? when(held.until) : say('lifting')} (${say('cause')[held.cause] ?? held.cause})`
        : say('notSuspended')), el('div', { class: 'acts' }, act));
}

function allHeld(path, does) {
    return el('div', { class: 'acts' },
        button(say('releaseAll'), does('releaseAllAsk', () => [reason()], (given) => ask(`${path}/held/release`, 'POST', given))),
        button(say('rejectAll'), does('rejectAllAsk', () => [reason()], (given) => ask(`${path}/held/reject`, 'POST', given))));
}

function permitRow(path, permit, does) {
    const text = `${permit.id}: ${number(permit.used)} / ${number(permit.externalRecipients)}, ${say('until')} ${when(permit.until)}. `
        + `${permit.reason ?? ''} ${permit.grantor ? `(${permit.grantor})` : ''}`;
    return el('li', { class: 'row' }, el('span', {}, text), permit.source === 'file'
        ? el('span', { class: 'soft' }, say('inFile'))
        : button(say('revoke'), does('revokeAsk', () => [], () => ask(permitPath(path, permit.id), 'DELETE'))));
}

const permitPath = (path, id) => `${path}/permits/${encodeURIComponent(id)}`;
const grant = (path, { id, until, quantity, ...rest }) => ask(permitPath(path, id), 'PUT', {
    until: new Date(until).toISOString(),
    externalRecipients: Number(quantity),
    ...rest,
});

function explanation(path) {
    const given = asked.path === path ? asked : { recipients: 1, external: 1 };
    const answer = el('div', { role: 'status' }, ...verdict(given.answer));
    const field = (name, label) => el('label', {}, label, el('input', { name, type: 'number', min: 0, max: 100000, required: true, value: given[name] }));
    return section(say('explain'), el('form', { class: 'fields', onsubmit: async (event) => {
        event.preventDefault();
        const form = Object.fromEntries(new FormData(event.target));
        try {
            asked = { path, ...form, answer: await ask(`${path}/explain?${new URLSearchParams(form)}`) };
            answer.replaceChildren(...verdict(asked.answer));
        } catch (failure) {
            answer.replaceChildren(el('p', { class: 'full' }, failure.message));
        }
    } }, field('recipients', say('explainRecipients')), field('external', say('explainExternal')), el('button', {}, say('explainAsk'))), answer);
}

function verdict(answer) {
    if (!answer) {
        return [];
    }
    const leaves = answer.leavesAt ? `, ${say('leaves')} ${when(answer.leavesAt)}` : '';
    const reasonOf = answer.reason ? ` (${say('reasons')[answer.reason] ?? answer.reason})` : '';
    return [
        el('p', { class: answer.verdict === 'accept' ? undefined : 'near' }, `${say('verdicts')[answer.verdict] ?? answer.verdict}${reasonOf}${leaves}`),
        el('p', { class: 'soft' }, say('because')),
        el('ul', { lang: 'en' }, ...answer.because.map((sentence) => el('li', {}, sentence))),
    ];
}
