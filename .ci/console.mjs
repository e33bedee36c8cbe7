// Uses the desk, /mesura-console, as an administrator does, in a real Chromium against a real James. Exits with 1 and says
// what is wrong; the pictures are for people to look at. With a private key James asks for tokens signed with it, and only
// signing in is tried.
import { createSign } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';

const [base, tools, pictures, key] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'node_modules') + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SUBMISSION = 2587;
const PASSWORD = 'secreto';
const BETO = 'beto@alcaldia.example';
const CARLA = 'carla@alcaldia.example';
const ANA = 'ana@alcaldia.example';
const SOPORTE = 'soporte@alcaldia.example';
const KNOWN_HOSTILE = '"><u>mal&lt;@alcaldia.example';
const HOSTILE = '<img src=x onerror=document.title=1>@alcaldia.example';
const WIDTHS = { desktop: 1280, phone: 360 };
const faults = [];
const must = (holds, what) => holds || faults.push(what);

async function api(method, where, body) {
    const answer = await fetch(`${base}/mesura${where}`, {
        method,
        headers: body && { 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
    });
    return answer.status === 204 ? undefined : answer.json();
}

/** Submits messages to James as `account`, each to its recipients, over one connection. */
async function submit(account, messages) {
    const socket = net.connect(SUBMISSION, '127.0.0.1');
    const replies = readline.createInterface({ input: socket })[Symbol.asyncIterator]();
    const say = async (line, expected) => {
        if (line !== undefined) {
            socket.write(`${line}\r\n`);
        }
        let reply;
        do {
            reply = (await replies.next()).value ?? '';
        } while (reply[3] === '-');
        must(reply.startsWith(expected), `${line}: ${reply}`);
    };
    await say(undefined, '220');
    await say('EHLO desk.example', '250');
    await say(`AUTH PLAIN ${Buffer.from(`\0${account}\0${PASSWORD}`).toString('base64')}`, '235');
    for (const { recipients, subject, text } of messages) {
        await say(`MAIL FROM:<${account}>`, '250');
        for (const recipient of recipients) {
            await say(`RCPT TO:<${recipient}>`, '250');
        }
        await say('DATA', '354');
        await say(`From: <${account}>\r\nTo: undisclosed-recipients:;\r\nSubject: ${subject}\r\nMessage-ID: <${subject}.${Date.now()}@desk.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${text}\r\n.`, '250');
    }
    await say('QUIT', '221');
    socket.destroy();
}

const outsiders = (from, many) => Array.from({ length: many }, (_, index) => `vecino${from + index}@outside.example`);

/** Asks until it is so; James reviews mail after it has taken it. */
async function soon(question, what) {
    const end = Date.now() + 20_000;
    while (Date.now() < end) {
        if (await question()) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    faults.push(`not within 20 s: ${what}`);
}

const heldOf = async (account) => (await api('GET', `/held?account=${account}`)).messages;

const suspended = async () => (await api('GET', `/accounts/${ANA}`)).suspension !== undefined;
const suspend = () => api('PUT', `/accounts/${ANA}/suspension`, { for: '60min' });

async function serious(page, where) {
    // the page lets in no script but its own: axe comes by the protocol of the browser, not through the page
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe });
    const found = await page.evaluate(() => window.axe.run().then((result) => result.violations));
    for (const one of found.filter(({ impact }) => impact === 'serious' || impact === 'critical')) {
        faults.push(`${where}: ${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).slice(0, 2).join(' ')}`);
    }
}

async function fits(page, where) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    must(wide <= 0, `${where}: ${wide} pixels too wide`);
}

/** The account is blocked; whoever has never seen the page finds and frees it in four clicks. */
async function lift(page, words) {
    // the pictures of the manual
    const click = (number) => words.manual && picture(page, `click-${number}`, false);
    await page.getByRole('combobox', { name: words.which }).selectOption('suspended');
    await page.getByRole('link', { name: ANA }).waitFor();
    await click(2);
    await page.getByRole('link', { name: ANA }).click();
    await page.getByRole('heading', { name: ANA }).waitFor();
    await click(3);
    await page.getByRole('button', { name: words.lift }).click();
    await page.getByRole('dialog').waitFor();
    await click(4);
    await page.getByRole('button', { name: words.confirm }).click();
    await page.getByText(words.done).waitFor();
    must(!(await suspended()), 'ana is still suspended');
}

/** A permit for a congress, and its end. */
async function permit(page, words) {
    await page.getByRole('button', { name: words.grant }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.permitId).fill('congreso');
    await dialog.getByLabel(words.quantity).fill('600');
    await dialog.getByLabel(words.lasts).fill('2099-01-01T12:00'.replace('2099', String(new Date().getFullYear() + 1)));
    await dialog.getByLabel(words.reason).fill('Congreso <b>anual</b>');
    await page.getByRole('button', { name: words.confirm }).click();
    await page.getByText('congreso: 0 / 600').waitFor();
    must((await page.locator('main b').count()) === 0, 'a reason became part of the page');
    const [granted] = await api('GET', `/accounts/${ANA}/permits`);
    must(granted.id === 'congreso' && granted.externalRecipients === 600, `the permit is ${JSON.stringify(granted)}`);
    await page.getByRole('button', { name: words.revoke }).click();
    await page.getByRole('button', { name: words.confirm }).click();
    await page.getByText('congreso: 0 / 600').waitFor({ state: 'detached' });
    must((await api('GET', `/accounts/${ANA}/permits`)).length === 0, 'the permit is still there');
}

/** Lifts without a mouse. */
async function liftByKeyboard(page, words) {
    await page.getByRole('textbox').focus();
    await page.keyboard.type(ANA);
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: ANA });
    await link.waitFor();
    for (let tab = 0; tab < 12 && !(await link.evaluate((it) => it === document.activeElement)); tab++) {
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: ANA }).waitFor();
    const button = page.getByRole('button', { name: words.lift });
    for (let tab = 0; tab < 12 && !(await button.evaluate((it) => it === document.activeElement)); tab++) {
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const confirm = page.getByRole('button', { name: words.confirm });
    for (let tab = 0; tab < 6 && !(await confirm.evaluate((it) => it === document.activeElement)); tab++) {
        await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText(words.done).waitFor();
    must(!(await suspended()), 'ana is still suspended');
}

async function open(page, account, words, which) {
    await page.goto(`${base}/mesura-console#`);
    await page.getByRole('combobox', { name: words.which }).selectOption(which);
    await page.getByRole('link', { name: account, exact: true }).first().click();
    await page.getByRole('heading', { name: account }).waitFor();
}

/** Who is over a limit is found, the page says why, a permit is granted, and the mail that waited leaves. */
async function seeMailLeave(page, words) {
    await submit(BETO, Array.from({ length: 40 }, (_, index) => ({
        recipients: outsiders(index, 1), subject: `cita-${index}`, text: `Su cita ${index} es a las ${index} horas en la sala ${index * 7}.`,
    })));
    await soon(async () => (await heldOf(BETO)) > 0, 'mail of beto is deferred');
    await open(page, BETO, words, 'over');
    await page.getByRole('heading', { name: words.decisions }).waitFor();
    await page.getByText(words.deferred).first().waitFor();
    await page.getByRole('img', { name: words.day }).waitFor();
    await page.getByLabel(words.explainRecipients, { exact: true }).fill('30');
    await page.getByLabel(words.explainExternal, { exact: true }).fill('30');
    await page.getByRole('button', { name: words.explainAsk, exact: true }).click();
    await page.getByText('messages per 1min:', { exact: false }).first().waitFor();
    await picture(page, 'over');
    await page.getByRole('button', { name: words.grant }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.permitId).fill('citas');
    await dialog.getByLabel(words.quantity).fill('100');
    await dialog.getByLabel(words.lasts).fill(`${new Date().getFullYear() + 1}-01-01T12:00`);
    await page.getByRole('button', { name: words.confirm }).click();
    await page.getByText('citas: ').waitFor();
    await soon(async () => (await heldOf(BETO)) === 0, 'mail of beto leaves on its permit');
}

/** A mass mailing that waits for a person's decision is let go; another one of the same account goes back. */
async function releaseHeld(page, words) {
    const copy = (from) => ({ recipients: outsiders(from, 80), subject: `feria-${from}`,
        text: 'La alcaldía invita a todos los vecinos a la feria del libro, que abre el sábado a las diez de la mañana en la plaza mayor con música y talleres.' });
    await submit(CARLA, [copy(0), copy(100), copy(200)]);
    await soon(async () => (await heldOf(CARLA)) === 2, 'two mails of carla wait for a decision');
    await open(page, CARLA, words, 'held');
    await picture(page, 'held');
    await page.getByRole('button', { name: words.release, exact: true }).first().click();
    await page.getByRole('button', { name: words.confirm }).click();
    await page.getByText(words.done).waitFor();
    await soon(async () => (await heldOf(CARLA)) === 1, 'one mail of carla left');
    await page.getByRole('button', { name: words.rejectAll, exact: true }).click();
    await page.getByRole('dialog').getByLabel(words.reason).fill('Lo envía prensa.');
    await page.getByRole('button', { name: words.confirm }).click();
    await soon(async () => (await heldOf(CARLA)) === 0, 'the other mail of carla went back');
    const acts = await api('GET', `/acts?account=${CARLA}`);
    must(acts.some(({ reason }) => reason === 'Lo envía prensa.'), 'the act is not recorded with its reason');
}

/** An account that bears markup for a name, with a mass mailing and decisions of its own, is text wherever it stands. */
async function showHostileName(page, words) {
    await submit(SOPORTE, [{ recipients: outsiders(500, 60), subject: '<u>nadie</u>', text: 'El <u>corte</u> de agua de mañana se aplaza una semana entera por las lluvias de estos días en toda la ciudad.' }]);
    await soon(async () => (await api('GET', `/decisions?account=${SOPORTE}`)).length === 1, 'soporte is advised');
    await api('POST', `/accounts/${SOPORTE}/rename?to=${encodeURIComponent(KNOWN_HOSTILE)}`);
    await open(page, KNOWN_HOSTILE, words, 'all');
    await page.getByRole('link', { name: words.back }).click();
    // in the list, among the mass mailings and among the decisions
    await page.getByRole('link', { name: KNOWN_HOSTILE, exact: true }).nth(2).waitFor();
    must((await page.locator('u').count()) === 0, 'a name became part of the page');
    await page.goto(`${base}/mesura-console#${encodeURIComponent(KNOWN_HOSTILE)}`);
    await page.getByRole('heading', { name: KNOWN_HOSTILE }).waitFor();
    must((await page.locator('u').count()) === 0, 'a name became part of the page');
    const text = await page.locator('body').innerText();
    must(!text.includes('outside.example') && !text.includes('nadie'), 'a recipient or a subject is shown');
}

async function picture(page, name, fullPage = true) {
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage });
}

const encoded = (content) => Buffer.from(content).toString('base64url');

/** A token as WebAdmin takes it, signed with the private key. */
function token(claims) {
    const content = `${encoded('{"alg":"RS256","typ":"JWT"}')}.${encoded(JSON.stringify({ sub: 'olga', iat: 1_700_000_000, ...claims }))}`;
    return `${content}.${createSign('RSA-SHA256').update(content).sign(readFileSync(key)).toString('base64url')}`;
}

/** A token that the server does not accept is told of; the right one opens the desk, and is gone when the page is. */
async function signIn(page, words) {
    await page.goto(`${base}/mesura-console`);
    const field = page.getByLabel(words.token);
    await field.fill('no.such.token');
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByRole('alert').getByText(words.wrong).waitFor();
    await picture(page, 'sign-in');
    await serious(page, 'sign-in');
    await fits(page, 'sign-in');
    await field.fill(token({ admin: false }));
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByRole('alert').getByText(words.wrong).waitFor();
    await field.fill(token({ admin: true }));
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByRole('heading', { name: words.now, exact: true }).waitFor();
    const kept = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
    must(kept === 0, 'sign-in: something is kept in the browser');
    await page.reload();
    await field.waitFor();
}

const languages = {
    es: {
        manual: true, which: 'Cuáles', lift: 'Levantar', confirm: 'Confirmar', done: 'Hecho', grant: 'Dar un permiso', permitId: 'Nombre',
        quantity: 'Destinatarios', lasts: 'Hasta', reason: 'Motivo', revoke: 'Retirar', release: 'Dejar salir', rejectAll: 'Devolver todo',
        decisions: 'Últimas decisiones', deferred: 'aplazado', day: 'Las últimas 24 horas', explainRecipients: 'Destinatarios',
        explainExternal: 'De ellos, externos', explainAsk: 'Consultar', token: 'Token de WebAdmin', signIn: 'Entrar',
        wrong: 'no acepta', now: 'Ahora', back: 'Todas las cuentas',
    },
    en: {
        which: 'Which', lift: 'Lift', confirm: 'Confirm', done: 'Done', grant: 'Grant', permitId: 'Name', quantity: 'External',
        lasts: 'Until', reason: 'Reason', revoke: 'Take back',
    },
    pt: {
        which: 'Quais', lift: 'Levantar', confirm: 'Confirmar', done: 'Feito', grant: 'Dar uma', permitId: 'Nome',
        quantity: 'Destinatários', lasts: 'Até', reason: 'Motivo', revoke: 'Retirar',
    },
};

/** The desk in one language at one width: a suspension lifted, a permit granted and taken back, hostile names. */
async function desk(page, where, words, width) {
    await suspend();
    await page.goto(`${base}/mesura-console`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await fits(page, where);
    await serious(page, where);
    await picture(page, `overview-${where.replace(', ', '-')}`);
    await (width === 'phone' ? liftByKeyboard : lift)(page, words);
    await permit(page, words);
    await fits(page, `${where}, account`);
    await serious(page, `${where}, account`);
    await picture(page, `account-${where.replace(', ', '-')}`);
    await page.getByRole('button', { name: words.grant }).click();
    await serious(page, `${where}, dialog`);
    await fits(page, `${where}, dialog`);
    await page.keyboard.press('Escape');
    await page.goto(`${base}/mesura-console#${encodeURIComponent(HOSTILE)}`);
    await page.getByRole('alert').waitFor();
    must((await page.title()) !== '1', `${where}: a name became part of the page`);
    must((await page.locator('main img').count()) === 0, `${where}: a name became part of the page`);
    const kept = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
    must(kept === 0, `${where}: something is kept in the browser`);
}

/** What the stories of mail left behind, in the dark and on a phone. */
async function looks(page) {
    for (const [width, pixels] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: pixels, height: 800 });
        for (const [name, account] of Object.entries({ overview: '', account: BETO })) {
            await page.goto(`${base}/mesura-console#${encodeURIComponent(account)}`);
            await page.reload();
            await page.getByRole('heading', { level: 1 }).waitFor();
            await fits(page, `dark, ${width}, ${name}`);
            await serious(page, `dark, ${width}, ${name}`);
            await picture(page, `${name}-dark-${width}`);
        }
    }
}

async function inBrowser(as, where, story) {
    const context = await browser.newContext(as);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(`${where}: ${error}`));
    await story(page).catch(async (failure) => {
        faults.push(`${where}: ${failure}`);
        await picture(page, `failed-${where}`);
    });
    await context.close();
}

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
try {
    if (key) {
        await inBrowser({ viewport: { width: WIDTHS.desktop, height: 800 }, locale: 'es' }, 'sign-in', (page) => signIn(page, languages.es));
    } else {
        const light = { viewport: { width: WIDTHS.desktop, height: 800 }, locale: 'es' };
        await inBrowser(light, 'mail', async (page) => {
            await seeMailLeave(page, languages.es);
            await releaseHeld(page, languages.es);
            await showHostileName(page, languages.es);
        });
        for (const [language, words] of Object.entries(languages)) {
            for (const [width, pixels] of Object.entries(WIDTHS)) {
                const where = `${language}, ${width}`;
                await inBrowser({ viewport: { width: pixels, height: 800 }, locale: language }, where, (page) => desk(page, where, words, width));
            }
        }
        await inBrowser({ ...light, colorScheme: 'dark' }, 'dark', looks);
    }
} finally {
    await browser.close();
}
faults.forEach((fault) => console.log(`FAILED: ${fault}`));
process.exit(faults.length ? 1 : 0);
