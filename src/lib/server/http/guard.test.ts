import { describe, expect, it } from 'vitest';
import { refuseRequest } from './guard.ts';

const own = 'http://127.0.0.1:4242';

function ask(
  headers: Record<string, string>,
  { method = 'GET', peer = '127.0.0.1', mode = 'local' as const, path = '/' } = {},
) {
  const facts = { method, path, peer, headers: new Headers({ host: '127.0.0.1:4242', ...headers }) };
  return refuseRequest(facts, { mode, origin: own })?.status ?? 'heard';
}

describe('on one’s own machine', () => {
  it.each([
    ['a visit', {}, {}, 'heard'],
    ['a visit under another loopback name', { host: 'localhost:4242' }, {}, 'heard'],
    ['another computer', {}, { peer: '192.168.1.7' }, 403],
    ['an IPv4 address written as IPv6', {}, { peer: '::ffff:127.0.0.1' }, 'heard'],
    ['a proxy', { 'x-forwarded-for': '10.0.0.1' }, {}, 400],
    ['a name that was rebound to loopback', { host: 'evil.example:4242' }, {}, 421],
    ['another port', { host: '127.0.0.1:9999' }, {}, 421],
    ['a form of our own', { origin: own, 'sec-fetch-site': 'same-origin' }, { method: 'POST' }, 'heard'],
    [
      'a form of another site',
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { method: 'POST' },
      403,
    ],
    [
      'a form of another port of this machine',
      { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' },
      { method: 'POST' },
      403,
    ],
    ['a form of nowhere', { origin: 'null' }, { method: 'POST' }, 403],
    ['a program that says nothing of itself', {}, { method: 'POST' }, 403],
    ['a delete from another site', { origin: 'https://evil.example' }, { method: 'DELETE' }, 403],
    [
      'a picture on another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      {},
      403,
    ],
    [
      'a frame on another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      {},
      403,
    ],
    [
      'a link on another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      {},
      'heard',
    ],
  ])('answers %s', (_what, headers, facts, answer) => {
    expect(ask(headers, facts)).toBe(answer);
  });

  it('lets pages elsewhere read the API of an edition, whose address is the permission, and nothing beside it', () => {
    const fetched = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    const token = 'aB3-_'.repeat(6);
    expect(ask(fetched, { path: `/e/${token}/api` })).toBe('heard');
    expect(ask(fetched, { path: `/e/${token}/api/weigh` })).toBe('heard');
    expect(ask(fetched, { path: `/e/${token}` })).toBe(403);
    expect(ask(fetched, { path: `/e/${token}/apiary` })).toBe(403);
    expect(ask(fetched, { path: `/reviews/e/${token}/api` })).toBe(403);
    const hash = 'a1'.repeat(32);
    expect(ask(fetched, { path: `/p/${hash}/api` })).toBe('heard');
    expect(ask(fetched, { path: `/p/${hash}/api/package.zip` })).toBe('heard');
    expect(ask(fetched, { path: `/p/${hash}` })).toBe(403);
    expect(ask(fetched, { path: `/p/${hash}/status` })).toBe(403);
    expect(
      ask({ ...fetched, origin: 'https://evil.example' }, { path: `/e/${token}/api`, method: 'POST' }),
    ).toBe(403);
  });
});

describe('a frame on another site', () => {
  const framed = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'iframe',
  };
  const token = 'aB3-_'.repeat(6);
  const hash = 'a1'.repeat(32);

  it.each([
    [`/e/${token}/embed`, 'heard'],
    [`/p/${hash}/embed`, 'heard'],
    [`/e/${token}`, 403],
    [`/p/${hash}`, 403],
    [`/e/${token}/embed/more`, 403],
    ['/reviews/sample/share', 403],
    [`/reviews/e/${token}/embed`, 403],
  ])('may show %s: %s', (path, answer) => {
    expect(ask(framed, { path })).toBe(answer);
  });

  it('can’t fetch what it may frame, nor send to it', () => {
    const fetched = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect(ask(fetched, { path: `/e/${token}/embed` })).toBe(403);
    expect(
      ask({ ...framed, origin: 'https://evil.example' }, { path: `/e/${token}/embed`, method: 'POST' }),
    ).toBe(403);
    expect(ask(fetched, { path: `/e/${token}/picture.png` })).toBe('heard');
    expect(ask(fetched, { path: `/p/${hash}/edition.json` })).toBe('heard');
  });
});

describe('as a server', () => {
  const server = { mode: 'server' as const, origin: 'https://evidence.example.org' };
  const request = (headers: Record<string, string>, method = 'GET') =>
    refuseRequest({ method, path: '/', peer: '10.0.0.9', headers: new Headers(headers) }, server)?.status ??
    'heard';

  it.each([
    [
      'a visit through a proxy',
      { host: 'evidence.example.org', 'x-forwarded-for': '1.2.3.4' },
      'GET',
      'heard',
    ],
    ['another name', { host: 'evil.example' }, 'GET', 421],
    ['a loopback name', { host: '127.0.0.1:4242' }, 'GET', 421],
    [
      'its own form',
      { host: 'evidence.example.org', origin: 'https://evidence.example.org' },
      'POST',
      'heard',
    ],
    [
      'its own form over http',
      { host: 'evidence.example.org', origin: 'http://evidence.example.org' },
      'POST',
      403,
    ],
  ])('answers %s', (_what, headers, method, answer) => {
    expect(request(headers, method)).toBe(answer);
  });
});
