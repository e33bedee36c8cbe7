// The desk: signs in, shows the overview or the account that the #hash names, asks again every five seconds while seen.
import { account } from './account.js';
import { afterEachAct, isAsking } from './acts.js';
import { NotSignedIn, signIn } from './api.js';
import { el } from './build.js';
import { begin as beginOverview, overview } from './overview.js';
import { languageNow, say, speak, time } from './words.js';

const PAUSE = 5000;
const at = (id) => document.getElementById(id);
let shownAt;
let turn = 0;
let next;

function accountOfHash() {
    try {
        return decodeURIComponent(location.hash.slice(1));
    } catch {
        return '';
    }
}

function askToSignIn(wrong) {
    at('main').replaceChildren(el('form', { class: 'card', onsubmit: (event) => {
        event.preventDefault();
        signIn(new FormData(event.target).get('token').trim());
        show(true, true);
    } }, el('h1', {}, say('signIn')), wrong && el('p', { class: 'full', role: 'alert' }, say('wrong')),
    el('label', {}, say('secret'), el('input', { name: 'token', type: 'password', required: true, autocomplete: 'off' })),
    el('p', { class: 'soft' }, say('kept')), el('button', { class: 'first' }, say('signIn'))));
}

// What is asked again must not take the focus, or a half-written name, from whoever uses it; nor close what was opened.
const inUse = () => isAsking() || at('main').querySelector('details[open]')
    || (document.activeElement !== at('main') && at('main').contains(document.activeElement));

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
            at('main').replaceChildren(...parts.filter(Boolean));
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
            askToSignIn(tried);
            return;
        }
        at('main').classList.add('old');
        if (anew || !shownAt) {
            at('main').replaceChildren(el('p', { role: 'alert' }, failure.message));
        }
        at('state').textContent = shownAt ? `${say('away')} ${time(shownAt)}` : failure.message;
    }
    next = setTimeout(() => document.hidden || show(false), PAUSE);
}

// What had the focus is made anew.
const showAndFocus = () => show(true).then(() => at('main').focus());

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
afterEachAct(showAndFocus);
beginOverview(showAndFocus);
begin();
