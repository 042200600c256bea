/** One login of the demo network for each role. */
export const LOGINS = { affiliate: 'affiliate@demo.fairlead.test', advertiser: 'advertiser@demo.fairlead.test', finance: 'finance@demo.fairlead.test', admin: 'admin@demo.fairlead.test' };

/** Where the portal keeps the session of a tab, in sessionStorage. */
export const SESSION_KEY = 'fairlead.session';

const PASSWORD = 'fairlead-demo';

/** A session of a demo login as the portal stores it. @throws Error when the network at `url` refuses it. */
export async function signIn(url, email) {
  const answer = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: PASSWORD }) });
  if (!answer.ok) throw new Error(`${email} cannot sign in at ${url}: ${answer.status}`);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, user } = await answer.json();
  return { accessToken, refreshToken, expiresAt: Date.now() + seconds * 1000, user };
}
