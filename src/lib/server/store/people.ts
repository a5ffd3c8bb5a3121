/** People whom rows name: users by their ids, and those whom a file named and who have no account here. */
import { localUser } from './users.ts';

const byName = 'name:';

/** Stands for somebody whom a file names and who has no account here. */
export function namedPerson(name: string): string {
  return `${byName}${name}`;
}

/**
 * How somebody is called; null where nobody knows.
 *
 * @param accountName Name of the user with this id, where there is one.
 */
export function personName(id: string, accountName: string | null): string | null {
  return id.startsWith(byName) ? id.slice(byName.length) : accountName;
}

/**
 * The same for a review's own files, '' where nobody knows. The user of a program without accounts has no name that would
 * tell anybody elsewhere anything.
 */
export function nameForFiles(id: string, accountName: string | null): string {
  return id === localUser.id ? '' : (personName(id, accountName) ?? '');
}
