import { isLoopback, type Settings } from '../settings.ts';

/** What of a request decides whether it is heard at all. */
export interface RequestFacts {
  method: string;
  path: string;
  headers: Headers;
  /** Address of whoever opened the connection; null where it is not known, as in tests of single handlers. */
  peer: string | null;
}

/** Why a request is refused, for the one who sent it. */
export interface Refusal {
  status: 400 | 403 | 421;
  message: string;
}

const forwardedHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The first gate, before anything is looked up. It keeps out other computers, other sites and other names for this one
 * (DNS rebinding); who may see what is asked later, in access.ts.
 *
 * @returns The refusal, or null where the request may go on.
 */
export function refuseRequest(
  facts: RequestFacts,
  settings: Pick<Settings, 'mode' | 'origin'>,
): Refusal | null {
  return (
    (settings.mode === 'local' ? refuseStranger(facts) : null) ??
    refuseName(facts, settings) ??
    refuseSite(facts, settings)
  );
}

function refuseStranger({ headers, peer }: RequestFacts): Refusal | null {
  if (peer !== null && !isLoopback(peer.replace(/^::ffff:/, ''))) {
    return { status: 403, message: 'This Counterweight works for the computer it runs on only.' };
  }
  const forwarded = forwardedHeaders.find((name) => headers.has(name));
  if (!forwarded) return null;
  return {
    status: 400,
    message: `The request came through a proxy (${forwarded}). To serve others, start with COUNTERWEIGHT_MODE=server.`,
  };
}

function refuseName(
  { headers }: RequestFacts,
  { mode, origin }: Pick<Settings, 'mode' | 'origin'>,
): Refusal | null {
  const host = headers.get('host') ?? '';
  const wanted = origin === null ? null : new URL(origin).host;
  if (wanted !== null && host === wanted) return null;
  if (mode === 'local' && isLoopback(hostName(host)) && samePort(host, wanted)) return null;
  return { status: 421, message: `No Counterweight answers to the name "${host.slice(0, 100)}" here.` };
}

/** Another site may link to a page, but not send, embed or fetch anything. */
function refuseSite(facts: RequestFacts, { origin: own }: Pick<Settings, 'origin'>): Refusal | null {
  const { method, headers, path } = facts;
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (safeMethods.has(method)) {
    const isVisit =
      headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';
    const isFrame =
      headers.get('sec-fetch-mode') === 'navigate' &&
      headers.get('sec-fetch-dest') === 'iframe' &&
      isEmbed(path);
    const isForeign = (site === 'cross-site' || site === 'same-site') && !isOpenToAll(path);
    return isForeign && !isVisit && !isFrame
      ? { status: 403, message: 'Other sites may link here, not load from here.' }
      : null;
  }
  const host = headers.get('host') ?? '';
  const isOwn = origin === null ? site === 'same-origin' : origin === own || isSameLoopback(origin, host);
  if (isOwn && (site === null || site === 'same-origin')) return null;
  return {
    status: 403,
    message: 'A request that changes something must come from Counterweight’s own pages.',
  };
}

/** "http://localhost:4242" beside the host "localhost:4242": the same program under another loopback name. */
function isSameLoopback(origin: string, host: string): boolean {
  return isLoopback(hostName(host)) && origin === `http://${host}`;
}

/**
 * What other sites may load: an edition's API and picture. Their address is the whole permission, and they read no cookie that
 * another site could borrow.
 */
function isOpenToAll(path: string): boolean {
  return /^\/(e\/[\w-]+|p\/[0-9a-f]+)\/(api(\/|$)|picture\.png$)|^\/p\/[0-9a-f]+\/edition\.json$/.test(path);
}

/** What other sites may show in a frame; see embed-page.ts for what it holds. */
function isEmbed(path: string): boolean {
  return /^\/(e\/[\w-]+|p\/[0-9a-f]+)\/embed$/.test(path);
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

function samePort(host: string, wanted: string | null): boolean {
  if (wanted === null) return true;
  const port = (text: string) => /:(\d+)$/.exec(text)?.[1] ?? '80';
  return port(host) === port(wanted);
}
