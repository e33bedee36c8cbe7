// The last day of an account, a bar for each quarter of an hour; the same as a table for whoever does not see bars.
import { el, svg } from './build.js';
import { clock, number, say } from './words.js';

const HEIGHT = 100;
const LEAST = 2;

export function timeline({ slices }) {
    const most = Math.max(1, ...slices.map((slice) => slice.messages + slice.refused));
    const sum = (what) => slices.reduce((total, slice) => total + slice[what], 0);
    const summary = `${say('timeline')}: ${number(sum('messages'))} ${say('messages')}, ${number(sum('refused'))} ${say('refusedShort')}`;
    const bars = slices.flatMap((slice, index) => barsOf(slice, index, most));
    return el('div', {},
        svg('svg', { class: 'day', viewBox: `0 0 ${slices.length} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': summary }, ...bars),
        el('p', { class: 'soft row' }, el('span', {}, clock(slices[0].from)), el('span', {}, summary), el('span', {}, say('now'))),
        table(slices.filter((slice) => slice.messages || slice.refused)));
}

function barsOf(slice, index, most) {
    const high = (count) => (count ? Math.max(LEAST, (count / most) * HEIGHT) : 0);
    const sent = high(slice.messages);
    const refused = high(slice.refused);
    const title = `${clock(slice.from)}: ${number(slice.messages)}, ${say('refusedShort')} ${number(slice.refused)}`;
    const bar = (kind, height, above) => svg('rect', { class: kind, x: index + 0.1, width: 0.8, y: HEIGHT - height - above, height }, svg('title', {}, title));
    return [sent && bar('sent', sent, 0), refused && bar('refused', refused, sent)].filter(Boolean);
}

function table(slices) {
    const head = [say('hourOf'), say('messages'), say('recipients'), say('refusedShort')];
    return slices.length > 0 && el('details', {}, el('summary', {}, say('table')),
        el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': say('timeline') }, el('table', {},
            el('thead', {}, el('tr', {}, ...head.map((words) => el('th', { scope: 'col' }, words)))),
            el('tbody', {}, ...slices.map((slice) => el('tr', {}, el('th', { scope: 'row' }, clock(slice.from)),
                ...[slice.messages, slice.externalRecipients, slice.refused].map((count) => el('td', {}, number(count)))))))));
}
