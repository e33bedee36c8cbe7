// Builds what is shown from elements and text alone: what an account is called never becomes markup.
const SVG = 'http://www.w3.org/2000/svg';

export const el = (name, given = {}, ...children) => filled(document.createElement(name), given, children);
export const svg = (name, given = {}, ...children) => filled(document.createElementNS(SVG, name), given, children);

function filled(element, given, children) {
    for (const [key, value] of Object.entries(given)) {
        if (key.startsWith('on')) {
            element.addEventListener(key.slice(2), value);
        } else if (value !== false && value !== undefined) {
            element.setAttribute(key, value === true ? '' : value);
        }
    }
    element.append(...children.filter((child) => child !== undefined && child !== false));
    return element;
}
