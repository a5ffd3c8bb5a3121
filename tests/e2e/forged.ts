/** Requests that no page of the program sends: numbers out of range, ids that are not there, fields that are missing. */
import type { Page } from '@playwright/test';
import { expect } from './program.ts';

const huge = ['1e300', '99999999999', '-1', '1.5', 'NaN', "1' or '1'='1", ''];

interface Forged {
  path: string;
  form: Record<string, string>;
}

/**
 * Sends forged requests to a review and checks that each is answered clearly, none breaks anything.
 *
 * @param study Address of a study of the review.
 * @param batch Address of an import that is waiting to be taken in.
 */
export async function sendForged(page: Page, review: string, study: string, batch: string): Promise<void> {
  const answers: Record<string, number> = {};
  for (const number of huge) {
    const encoded = encodeURIComponent(number);
    for (const path of [`${review}/library?page=${encoded}`, `${batch}?page=${encoded}`]) {
      const answer = await page.request.get(path, { headers: { 'sec-fetch-site': 'same-origin' } });
      expect(answer.status(), path).toBe(200);
    }
    const forms: Forged[] = [
      { path: `${study}?/undo`, form: { change: number } },
      { path: `${study}?/saveStudy`, form: { row_id: 'x', row_version: number, label: 'Forged' } },
      {
        path: `${study}?/saveClaim`,
        form: { row_id: 'nowhere', row_version: number, factor: 'trust', outcome: 'process' },
      },
      { path: `${study}?/remove`, form: { noun: 'claim', row_id: 'nowhere', row_version: number } },
      { path: `${study}?/remove`, form: { noun: 'review', row_id: 'sample', row_version: number } },
      { path: `${batch}?/include`, form: { position: number, included: 'yes' } },
      { path: `${review}/settings?/save`, form: { version: number, title: 'Forged', focal_factor: 'trust' } },
      { path: `${review}/settings?/undo`, form: { change: number } },
      { path: `${review}/share?/link`, form: { edition: number } },
      { path: `${review}/share?/close`, form: { link: number } },
    ];
    for (const { path, form } of forms) {
      const answer = await page.request.post(path, {
        form,
        maxRedirects: 0,
        headers: { origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      });
      answers[`${path} ${JSON.stringify(form)}`] = answer.status();
    }
  }
  for (const [asked, status] of Object.entries(answers)) {
    expect(status, asked).toBeGreaterThanOrEqual(400);
    expect(status, asked).toBeLessThan(500);
  }
}
