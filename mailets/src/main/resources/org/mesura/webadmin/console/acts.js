// What an administrator does: asks once more, with a reason, does it and tells what came of it.
import { NotSignedIn } from './api.js';
import { el } from './build.js';
import { say } from './words.js';

const TOLD_FOR = 6000;
const at = (id) => document.getElementById(id);
let afterwards = () => undefined;

// What is to happen after an act: the page shows what is true now.
export function afterEachAct(then) {
    afterwards = then;
}

export const isAsking = () => at('dialog').open;

export const reason = () => el('label', {}, say('reason'), el('input', { name: 'reason', maxlength: 500 }));

export function duration() {
    return el('label', {}, say('duration'), el('select', { name: 'for' },
        el('option', { value: '1h' }, say('hour')), el('option', { value: '1d' }, say('day')), el('option', { value: '' }, say('ever'))));
}

export function permitFields() {
    return [
        el('label', {}, say('permitId'), el('input', { name: 'id', required: true, maxlength: 64, autocomplete: 'off' })),
        el('label', {}, say('quantity'), el('input', { name: 'quantity', type: 'number', min: 1, required: true })),
        el('label', {}, say('lasts'), el('input', { name: 'until', type: 'datetime-local', required: true })),
        reason(),
    ];
}

// What was filled in; what was left empty is left out, and all of it if nothing was.
function filledIn(form) {
    const given = [...new FormData(form)].filter(([, value]) => value !== '');
    return given.length ? Object.fromEntries(given) : undefined;
}

/**
 * Asks `question` about `account` and does `act` with what was filled in.
 */
export function confirm(question, account, fields, act) {
    const dialog = at('dialog');
    const cancel = el('button', { type: 'button', onclick: () => dialog.close() }, say('cancel'));
    const form = el('form', {}, el('h2', { id: 'question' }, say(question)), el('p', { class: 'soft' }, account), ...fields,
        el('div', { class: 'acts' }, el('button', { class: 'first' }, say('confirm')), cancel));
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        const given = filledIn(form);
        dialog.close();
        tell(await outcome(() => act(given)));
        afterwards();
    });
    dialog.replaceChildren(form);
    dialog.showModal();
}

async function outcome(act) {
    try {
        await act();
        return say('done');
    } catch (failure) {
        return say('failed') + (failure instanceof NotSignedIn ? say('wrong') : failure.message);
    }
}

function tell(text) {
    const told = at('told');
    told.textContent = text;
    setTimeout(() => told.textContent === text && told.replaceChildren(), TOLD_FOR);
}
