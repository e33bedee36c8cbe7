// Asks /mesura. What the administrator signs in with is kept in this variable and nowhere else.
let signedInWith = {};

export class NotSignedIn extends Error {}

class Unavailable extends Error {}

export function signIn(token) {
    signedInWith = { Authorization: `Bearer ${token}` };
}

async function answer(path, method, body) {
    const headers = body ? { ...signedInWith, 'Content-Type': 'application/json' } : signedInWith;
    const reply = await fetch(`mesura${path}`, {
        method, headers, body: body && JSON.stringify(body), credentials: 'omit', signal: AbortSignal.timeout(10000),
    });
    if (reply.status === 401 || reply.status === 403) {
        throw new NotSignedIn();
    }
    const text = await reply.text();
    if (!reply.ok) {
        const Failure = reply.status === 503 ? Unavailable : Error;
        throw new Failure(messageOf(text) ?? `HTTP ${reply.status}`);
    }
    return { content: text ? JSON.parse(text) : undefined, total: Number(reply.headers.get('X-Total-Count')) };
}

export const ask = async (path, method = 'GET', body = undefined) => (await answer(path, method, body)).content;

// A page of a list, and how long the whole list is.
export const askPage = (path) => answer(path, 'GET', undefined);

// What cannot be told for a while, as when the store of all servers is away, does not keep the rest from being shown.
export async function askIfKnown(path, otherwise) {
    try {
        return await ask(path);
    } catch (failure) {
        if (failure instanceof Unavailable) {
            return otherwise;
        }
        throw failure;
    }
}

function messageOf(text) {
    try {
        return JSON.parse(text).message;
    } catch {
        return undefined;
    }
}

export const accountPath = (account) => `/accounts/${encodeURIComponent(account)}`;
export const heldPath = (id) => `/held/${encodeURIComponent(id)}`;
