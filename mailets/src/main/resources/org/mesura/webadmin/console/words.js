// What the page says, in the languages of the notices, and how it writes numbers and times.
import en from './en.js';
import es from './es.js';
import pt from './pt.js';

const WORDS = { es, en, pt };

let language = navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in WORDS) ?? 'es';

export const languageNow = () => language;
export function speak(chosen) { language = chosen; }
export const say = (key) => WORDS[language][key];
export const number = (value) => new Intl.NumberFormat(language).format(value);
export const time = (instant) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(instant);

// The hour and minute of an instant.
export const clock = (iso) => new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(iso));

// A limit in words: what it counts, and in which time.
export function limitInWords(limit) {
    const seconds = limit.windowSeconds;
    const [amount, unit] = seconds % 86400 === 0 ? [seconds / 86400, 'day']
        : seconds % 3600 === 0 ? [seconds / 3600, 'hour']
            : seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
    const window = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
    return `${say('measures')[limit.measure] ?? limit.measure} ${say('within')} ${window}`;
}

// The same of a limit as the server names it, "messages per 1min".
export function namedLimit(name) {
    const [, measure, amount, unit] = /^([a-z ]+) per (\d+)(s|min|h|d)$/.exec(name) ?? [];
    const seconds = { s: 1, min: 60, h: 3600, d: 86400 }[unit];
    return seconds ? limitInWords({ measure: measure.replace(' ', '-'), windowSeconds: amount * seconds }) : name;
}

// Local date and time, with how far away it is.
export function when(iso) {
    const at = new Date(iso);
    const minutes = Math.round((at - Date.now()) / 60000);
    const [amount, unit] = Math.abs(minutes) < 90 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
    const near = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(amount, unit);
    return `${new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)} (${near})`;
}
