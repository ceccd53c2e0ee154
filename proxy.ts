/** Gives each answer with a page a content-security policy with a nonce of its own, which Next writes to its scripts. */
import { NextResponse, type NextRequest } from 'next/server';
import { contentPolicy } from './scripts/lib/content-policy.mjs';

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy({ nonce, development: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  // Next looks for the nonce here.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Files have the policy of `next.config.js`. */
export const config = { matcher: '/((?!_next/|.*\\.[^/]+$).*)' };
