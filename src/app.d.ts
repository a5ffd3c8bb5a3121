import type { User } from '#lib/server/store/users.ts';

declare global {
  namespace App {
    interface Locals {
      /** Whoever is signed in, or works on this machine; null for strangers. */
      user: User | null;
    }
    interface Error {
      message: string;
      /** Names the entry in the server's log. */
      id?: string;
    }
  }
}

export {};
