import type { Role } from '#lib/server/store/members.ts';
import type { User } from '#lib/server/store/users.ts';

declare global {
  namespace App {
    interface Locals {
      /** Whoever is signed in, or works on this machine; null for strangers. */
      user: User | null;
    }
    /** What the palette of commands reads, of whichever page is open. */
    interface PageData {
      theme?: 'light' | 'dark' | 'system';
      /** Reviews of whoever is in; undefined at the doors. */
      reviews?: { slug: string; title: string }[];
      review?: { slug: string; title: string };
      role?: Role;
      hasAccounts?: boolean;
    }
    interface Error {
      message: string;
      /** Names the entry in the server's log. */
      id?: string;
    }
  }
}

export {};
