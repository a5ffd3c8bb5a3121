import { betterAuth } from 'better-auth';
import type { OpenDatabase } from '#db/open.ts';

/** Sign-in lasts this long, in seconds; it is renewed while it is used. */
const sessionSeconds = 14 * 24 * 60 * 60;
/** NIST SP 800-63B asks for at least 8 characters without rules of composition; longer costs nobody anything. */
export const shortestPassword = 10;

/**
 * Accounts of a server: better-auth keeps users, sessions and password hashes on the same database. Nobody can sign up by
 * themselves; accounts are made by use cases.
 *
 * @param clientHeader Header in which sign-in passes the client's address, for the limit of attempts.
 */
export function makeAuth(
  { db, dialect }: OpenDatabase,
  options: { secret: string; origin: string; clientHeader: string },
) {
  return betterAuth({
    appName: 'Counterweight',
    baseURL: options.origin,
    basePath: '/sign-in/service',
    secret: options.secret,
    database: { db, type: dialect.engine },
    trustedOrigins: [options.origin],
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: 200,
      autoSignIn: false,
    },
    disabledPaths: ['/sign-up/email'],
    session: { expiresIn: sessionSeconds, fields: sessionFields },
    user: { fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    account: { fields: accountFields },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      customRules: { '/sign-in/email': { window: 60, max: 8 } },
    },
    advanced: {
      cookiePrefix: 'counterweight',
      useSecureCookies: options.origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: [options.clientHeader] },
    },
  });
}

export type Auth = ReturnType<typeof makeAuth>;

const sessionFields = {
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

const accountFields = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};
