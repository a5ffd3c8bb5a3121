import { error, type RequestEvent } from '@sveltejs/kit';
import { getApp } from '../app.ts';
import { editionPolicy, headMark } from '../publishing/edition-file.ts';
import { BusyError } from '../publishing/edition-renderer.ts';
import { fullMark } from '../publishing/embed-page.ts';
import { escapeHtml } from '../publishing/plain-page.ts';
import { ServedPages, type ServedPage } from '../publishing/served-pages.ts';
import { statusBanner, statusMark } from '../publishing/status-words.ts';
import type { LinkedEdition } from './open-edition.ts';

const pages = new ServedPages();

/**
 * Answers with the page of an edition: the file that was made of it, what became of it since on top, and where its picture is
 * for those who show a link to others.
 *
 * @param address Of the page, "/e/TOKEN"; null where nobody else may come: no picture is named then.
 */
export async function answerEditionPage(
  event: RequestEvent,
  edition: LinkedEdition,
  address: string | null,
): Promise<Response> {
  const { hash, number, status } = edition;
  const banner = statusBanner(number, status);
  const head = address === null ? '' : pictureTags(`${event.url.origin}${address}`);
  let policy = '';
  const page = await orBusy(event, async () => {
    const html = await getApp().editions.fileOf(edition);
    policy = editionPolicy(html);
    return pages.of(['page', hash, banner, head].join('\n'), async () =>
      html.replace(headMark, () => head).replace(statusMark, () => banner),
    );
  });
  return send(event, page, `${policy}; frame-ancestors 'none'`);
}

/** The answer and its picture alone, which pages elsewhere may frame; it leads to the full page and nowhere else. */
export async function answerEmbed(
  event: RequestEvent,
  edition: LinkedEdition,
  address: string,
): Promise<Response> {
  const { hash, number, status } = edition;
  const view = event.url.searchParams.get('view');
  const banner = statusBanner(number, status);
  let policy = '';
  const page = await orBusy(event, async () => {
    const html = String(await getApp().editions.productOf(edition, 'embed', view));
    policy = editionPolicy(html);
    return pages.of(['embed', hash, banner, address, view ?? ''].join('\n'), async () =>
      html.replace(fullMark, () => escapeHtml(address)).replace(statusMark, () => banner),
    );
  });
  const answer = await send(
    event,
    page,
    // Without an origin of its own it can reach nothing of ours, and it can't lead the page around it away.
    `${policy}; frame-ancestors *; sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox`,
  );
  answer.headers.set('cross-origin-resource-policy', 'cross-origin');
  return answer;
}

/** The picture that shows when somebody sends the link: 1200 × 630, PNG. */
export async function answerPicture(event: RequestEvent, edition: LinkedEdition): Promise<Response> {
  const { withdrawn } = edition.status;
  const name = withdrawn ? 'picture-withdrawn' : 'picture';
  const png = await orBusy(event, () => getApp().editions.productOf(edition, name, null));
  return new Response(png as BodyInit, {
    headers: { 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' },
  });
}

async function orBusy<Result>(event: RequestEvent, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof BusyError)) throw problem;
    event.setHeaders({ 'retry-after': '5' });
    error(503, problem.message);
  }
}

function send(event: RequestEvent, { bytes, compressed, tag }: ServedPage, policy: string): Response {
  const { headers } = event.request;
  const common = { 'content-security-policy': policy, etag: tag, vary: 'accept-encoding' };
  if (headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers: common });
  const mayCompress = /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
  const body = mayCompress ? compressed : bytes;
  return new Response(body, {
    headers: {
      ...common,
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(body.byteLength),
      ...(mayCompress && { 'content-encoding': 'gzip' }),
    },
  });
}

function pictureTags(address: string): string {
  const text = escapeHtml(address);
  return `<meta property="og:url" content="${text}">
<meta property="og:image" content="${text}/picture.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:image" content="${text}/picture.png">`;
}
