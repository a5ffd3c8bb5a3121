/** What is said on top of an edition that no longer stands. It lies outside the frozen payload, and outside what is drawn of it. */
import { longDate } from '#lib/core/words.ts';
import type { EditionStatus } from '../store/edition-status.ts';
import { escapeHtml } from './plain-page.ts';

/** Where it is put into a page; editions can't write it themselves, since their text is escaped. */
export const statusMark = '<!--status-->';

export function withdrawnSentence({ withdrawn }: Pick<EditionStatus, 'withdrawn'>): string | null {
  return withdrawn && `This edition was withdrawn on ${longDate(withdrawn.at)}.`;
}

export function statusBanner(number: number, status: Pick<EditionStatus, 'withdrawn'>): string {
  const sentence = withdrawnSentence(status);
  if (!sentence) return '';
  return `<aside class="withdrawn" aria-label="Withdrawn"><p><strong>${escapeHtml(sentence)}</strong> ${escapeHtml(
    status.withdrawn!.reason,
  )}</p><p>Edition ${number} is shown below as it was published. Do not quote it without saying that it was withdrawn.</p></aside>`;
}
