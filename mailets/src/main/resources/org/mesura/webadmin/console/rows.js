// What stands on several pages: sections, bars, rows of lists.
import { ask, heldPath } from './api.js';
import { confirm, reason } from './acts.js';
import { el } from './build.js';
import { namedLimit, number, say, when } from './words.js';

export const NEAR = 80;

export const hashOf = (account) => `#${encodeURIComponent(account)}`;
export const linkTo = (account) => el('a', { href: hashOf(account) }, account);
export const section = (title, ...children) => el('section', {}, el('h2', {}, title), ...children);
export const list = (rows) => (rows.length ? el('ul', {}, ...rows) : el('p', { class: 'soft' }, say('none')));
export const button = (text, onclick, first = false) => el('button', { type: 'button', class: first && 'first', onclick }, text);
export const words = (...some) => some.filter(Boolean).join(' · ');
export const classes = (...some) => some.filter(Boolean).join(' ');

export function bar(one, title) {
    const state = one.remaining === 0 ? 'full' : one.percent >= NEAR ? 'near' : undefined;
    return el('li', {},
        el('p', { class: state }, `${title}: ${number(one.used)} / ${number(one.quantity)} (${one.percent} %)`),
        el('progress', { class: state, max: 100, value: Math.min(100, one.percent), 'aria-label': title }),
        one.freeAt && el('p', { class: 'soft' }, `${say('free')} ${when(one.freeAt)}`));
}

export function heldRow(mail, named) {
    const waits = { turn: 'turn', decision: 'decision', lifting: 'waitsLifting' }[mail.waits.what];
    return el('li', { class: 'row' },
        el('span', {}, named && linkTo(mail.account),
            ` ${say('recipients')}: ${number(mail.externalRecipients)}, ${waits ? say(waits) : mail.waits.what}`,
            mail.waits.until ? `, ${say('until')} ${when(mail.waits.until)}` : ''),
        el('span', {},
            button(say('release'), () => confirm('releaseAsk', mail.account, [], () => ask(`${heldPath(mail.id)}/release`, 'POST'))), ' ',
            button(say('reject'), () => confirm('rejectAsk', mail.account, [reason()],
                (given) => ask(`${heldPath(mail.id)}/reject`, 'POST', given)))));
}

export function campaignRow(one, named) {
    return el('li', { class: 'row' },
        el('span', {}, named && linkTo(one.account), named ? ' ' : '', `${say('since')} ${when(one.since)}`),
        el('span', {}, words(`${say('messages')}: ${number(one.messages)}`,
            `${say('recipients')}: ${number(one.externalRecipients)}`, say('actions')[one.action])));
}

export function decisionRow(one, named) {
    const name = one.limit && namedLimit(one.limit);
    const limit = name && (one.used === undefined ? name : `${name}: ${number(one.used)} / ${number(one.quantity)}`);
    return el('li', { class: 'row' },
        el('span', {}, named && linkTo(one.account), named ? ' ' : '', when(one.at)),
        el('span', { class: one.verdict === 'refuse' ? 'full' : one.verdict === 'accept' ? undefined : 'near' },
            words(say('verdicts')[one.verdict] ?? one.verdict, say('reasons')[one.reason] ?? one.reason, limit,
                `${say('measures').recipients}: ${number(one.recipients)}`)));
}
