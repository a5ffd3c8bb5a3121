/** Files on their way to the server, one after the other; one that fails does not stop the rest. */
export class UploadList {
  sent = $state<{ id: string; name: string }[]>([]);
  failures = $state<{ name: string; message: string }[]>([]);
  current = $state('');

  get isBusy(): boolean {
    return this.current !== '';
  }

  /** Sends files to an address that takes their bytes, and returns the ids of the imports that were begun. */
  async send(
    address: string,
    files: File[],
    limit: { largestFile: number; largestFileWords: string },
  ): Promise<string[]> {
    this.failures = [];
    const begun: string[] = [];
    for (const file of files) {
      this.current = file.name;
      const problem = findProblem(file, limit);
      const answer = problem ? { message: problem } : await post(address, file);
      if ('id' in answer) {
        begun.push(answer.id);
        this.sent.push({ id: answer.id, name: file.name });
      } else {
        this.failures.push({ name: file.name, message: answer.message });
      }
    }
    this.current = '';
    return begun;
  }
}

function findProblem(
  file: File,
  { largestFile, largestFileWords }: { largestFile: number; largestFileWords: string },
) {
  if (file.size === 0) return 'The file is empty; nothing was sent.';
  if (file.size <= largestFile) return null;
  return `The file is larger than ${largestFileWords}; nothing was sent. Split it into several files.`;
}

async function post(address: string, file: File): Promise<{ id: string } | { message: string }> {
  try {
    const response = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
      body: file,
    });
    const answer = await response
      .json()
      .catch(() => ({ message: `The server answered with ${response.status}.` }));
    return response.ok
      ? answer
      : { message: answer.message ?? `The server answered with ${response.status}.` };
  } catch {
    return { message: 'The server could not be reached; nothing was imported. Try again.' };
  }
}
