/** Keeps accounts: what somebody chose as a password, and what a token says of them. */
import { createHash, randomBytes, scryptSync } from 'node:crypto';
import jwt from 'jsonwebtoken';

export interface Account {
  readonly id: string;
  digest: string;
  salt: string;
}

export function keepFast(account: Account, password: string): void {
  account.salt = randomBytes(16).toString('hex');
  // Wrong: whoever gets the table tries thousands of millions of passwords a second.
  account.digest = createHash('sha256').update(account.salt + password).digest('hex');
}

export function keepSlow(account: Account, password: string): void {
  account.salt = randomBytes(16).toString('hex');
  // Right: slow on purpose.
  account.digest = scryptSync(password, account.salt, 64).toString('hex');
}

export function whoEverIs(token: string, key: string): string | jwt.JwtPayload {
  // Wrong: a token that was stolen years ago still opens the account.
  return jwt.verify(token, key, { algorithms: ['HS256'], ignoreExpiration: true });
}

export function whoIs(token: string, key: string): string | jwt.JwtPayload {
  // Right: signature and expiry are both looked at.
  return jwt.verify(token, key, { algorithms: ['HS256'] });
}
