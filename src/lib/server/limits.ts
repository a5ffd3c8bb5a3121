/** Largest file of references that is taken in, in bytes. Larger libraries are better split by search. */
export const largestFile = 100 * 1024 * 1024;

/** Largest body of a request, in bytes: a file and its form around it. */
export const largestRequest = largestFile + 1024 * 1024;

/** How both are told to people. */
export const largestFileWords = '100 MB';
