// Uses the desk, /mesura-console, as an administrator does, in a real Chromium against a real James. Exits with 1 and says
// what is wrong; the pictures are for people to look at.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [base, tools, pictures] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'node_modules') + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const ANA = 'ana@alcaldia.example';
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
    await page.getByRole('combobox', { name: words.which }).selectOption('suspended');
    await page.getByRole('link', { name: ANA }).click();
    await page.getByRole('heading', { name: ANA }).waitFor();
    await page.getByRole('button', { name: words.lift }).click();
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

const languages = {
    es: { which: 'Cuáles', lift: 'Levantar', confirm: 'Confirmar', done: 'Hecho', grant: 'Dar un permiso', permitId: 'Nombre', quantity: 'Destinatarios', lasts: 'Hasta', reason: 'Motivo', revoke: 'Retirar' },
    en: { which: 'Which', lift: 'Lift', confirm: 'Confirm', done: 'Done', grant: 'Grant', permitId: 'Name', quantity: 'External', lasts: 'Until', reason: 'Reason', revoke: 'Take back' },
    pt: { which: 'Quais', lift: 'Levantar', confirm: 'Confirmar', done: 'Feito', grant: 'Dar uma', permitId: 'Nome', quantity: 'Destinatários', lasts: 'Até', reason: 'Motivo', revoke: 'Retirar' },
};

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
try {
    for (const [language, words] of Object.entries(languages)) {
        for (const [width, pixels] of Object.entries(WIDTHS)) {
            const where = `${language}, ${width}`;
            const context = await browser.newContext({ viewport: { width: pixels, height: 800 }, locale: language });
            const page = await context.newPage();
            page.setDefaultTimeout(15_000);
            page.on('pageerror', (error) => faults.push(`${where}: ${error}`));
            await suspend();
            await page.goto(`${base}/mesura-console`);
            await page.getByRole('heading', { level: 1 }).waitFor();
            await fits(page, where);
            await serious(page, where);
            await page.screenshot({ path: path.join(pictures, `overview-${language}-${width}.png`), fullPage: true });
            await (width === 'phone' ? liftByKeyboard : lift)(page, words);
            await permit(page, words);
            await fits(page, `${where}, account`);
            await serious(page, `${where}, account`);
            await page.screenshot({ path: path.join(pictures, `account-${language}-${width}.png`), fullPage: true });
            await page.goto(`${base}/mesura-console#${encodeURIComponent(HOSTILE)}`);
            await page.getByRole('alert').waitFor();
            must((await page.title()) !== '1', `${where}: a name became part of the page`);
            must((await page.locator('main img').count()) === 0, `${where}: a name became part of the page`);
            const kept = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
            must(kept === 0, `${where}: something is kept in the browser`);
            await context.close();
        }
    }
} finally {
    await browser.close();
}
faults.forEach((fault) => console.log(`FAILED: ${fault}`));
process.exit(faults.length ? 1 : 0);
