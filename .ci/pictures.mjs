// Looks at every page of a preview as people see it: at the width of a phone and of a desktop, by light and dark. Takes
// the folder of the preview, that of the pictures and the kinds of notice, and writes pictures of one page of each kind in
// each folder. Fails where a page is wider than its window, where a text does not stand out from what is behind it (WCAG 2.2, 1.4.3: 4.5 : 1,
// or 3 : 1 where it is large), and where a page asks for anything from elsewhere.
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [preview, pictures, ...kinds] = process.argv.slice(2);
// by NODE_PATH, which an import does not know
const { chromium } = createRequire(import.meta.url)('playwright-core');
const WIDTHS = { phone: { width: 360, height: 780 }, desktop: { width: 1024, height: 768 } };
const SCHEMES = ['light', 'dark'];

const kindOf = (file) => kinds.find((kind) => basename(file).startsWith(kind));

// The notices; letters and the lines of reports are plain text.
function pages() {
    return readdirSync(preview, { recursive: true })
        .filter((file) => file.endsWith('.html') && kindOf(file))
        .sort();
}

// The first page of each kind in each folder.
function shown(files) {
    const seen = new Set();
    return new Set(files.filter((file) => {
        const kind = join(dirname(file), kindOf(file));
        return !seen.has(kind) && seen.add(kind);
    }));
}

// Runs in the page: each text that is seen, with its contrast against the nearest background behind it.
function faults() {
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const linear = (channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = channels(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] > 0) {
                return colour;
            }
        }
        return [255, 255, 255];
    };
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) {
        found.push(`it is ${document.documentElement.scrollWidth} pixels wide in a window of ${innerWidth}`);
    }
    let texts = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const element = text.parentElement;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        if (!text.data.trim() || size === 0 || !element.checkVisibility()) {
            continue;
        }
        texts++;
        const [one, other] = [luminance(channels(style.color)), luminance(behind(element))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (contrast < (large ? 3 : 4.5)) {
            found.push(`contrast ${contrast.toFixed(2)} of '${text.data.trim().slice(0, 40)}'`);
        }
    }
    if (texts === 0) {
        found.push('it shows no text');
    }
    return { found, height: document.documentElement.scrollHeight };
}

async function look(page, file, view, all) {
    await page.goto(pathToFileURL(resolve(preview, file)).href);
    const seen = [];
    for (const scheme of SCHEMES) {
        await page.emulateMedia({ colorScheme: scheme });
        const { found, height } = await page.evaluate(faults);
        found.forEach((fault) => seen.push(`${file}, ${view}, ${scheme}: ${fault}`));
        all.looks.push({ file, view, height });
        if (all.shown.has(file)) {
            const name = `${file.slice(0, -'.html'.length).replaceAll(sep, '-')}-${view}-${scheme}.png`;
            await page.screenshot({ path: join(pictures, name), fullPage: true });
            all.pictures++;
        }
    }
    return seen;
}

// A tab that takes from the list until it is empty.
async function tab(browser, view, files, all) {
    const context = await browser.newContext({ viewport: WIDTHS[view] });
    await context.route('**', (route) => {
        const url = route.request().url();
        if (url.startsWith(pathToFileURL(resolve(preview)).href) && route.request().isNavigationRequest()) {
            return route.continue();
        }
        all.faults.push(`${view}: a page asks for ${url}`);
        return route.abort();
    });
    const page = await context.newPage();
    for (let file = files.pop(); file; file = files.pop()) {
        all.faults.push(...(await look(page, file, view, all)));
    }
    await context.close();
}

const begun = Date.now();
const files = pages();
const all = { faults: [], looks: [], pictures: 0, shown: shown(files) };
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    // root has no sandbox of its own in a container, and its shared memory is small
    args: process.getuid() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [],
});
try {
    for (const view of Object.keys(WIDTHS)) {
        const left = [...files];
        await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => tab(browser, view, left, all)));
    }
} finally {
    await browser.close();
}
all.faults.forEach((fault) => console.log(`FAULT ${fault}`));
const tallest = all.looks.filter((one) => one.view === 'phone').sort((a, b) => b.height - a.height)[0];
console.log(`${files.length} pages, ${all.looks.length} looks, ${all.pictures} pictures in ${pictures}, ` +
    `${((Date.now() - begun) / 1000).toFixed(0)} s; the tallest on a phone: ${tallest?.file}, ${tallest?.height} pixels`);
process.exit(all.faults.length === 0 && all.pictures > 0 ? 0 : 1);
