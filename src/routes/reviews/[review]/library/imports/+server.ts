import { error, json } from '@sveltejs/kit';
import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { largestFile, largestFileWords } from '#lib/server/limits.ts';
import { newId } from '#lib/server/new-id.ts';
import { receiveFile, TooLargeError } from '#lib/server/http/receive-file.ts';
import { startImport } from '#lib/server/usecases/start-import.ts';

const longestName = 200;

/** Takes the bytes of a file of references and begins to read them. */
export async function POST(event) {
  const acting = await requireReview(event, 'coder');
  const { jobs } = getApp();
  const name =
    (event.url.searchParams.get('name') ?? '').replaceAll(/[\p{C}/\\]/gu, '').slice(-longestName) || 'file';
  const id = newId();
  const path = jobs.uploadPath(id);
  const file = await receiveFile(event.request, path, largestFile).catch((problem: unknown) => {
    if (!(problem instanceof TooLargeError)) throw problem;
    error(
      413,
      `The file is larger than ${largestFileWords}; nothing was imported. Split it into several files.`,
    );
  });
  if (file.size === 0) {
    jobs.forgetUpload(id);
    error(400, 'The file is empty; nothing was imported.');
  }
  await startImport(acting, { id, name, ...file });
  await jobs.readImport(acting, id);
  return json({ id });
}
