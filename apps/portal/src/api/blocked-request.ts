/** A call that never left the browser although the server can be reached: something in the browser, most often an ad blocker, stopped it. */
export class BlockedRequest extends Error {
  override readonly name = 'BlockedRequest';
}

/** Asked when a call got no answer. Its address has no word that lists of trackers look for. */
const NEUTRAL = '/portal.json';

/** Sends a request. @throws BlockedRequest when only this one was stopped, and what `fetch` throws when nothing gets through. */
export async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (!(error instanceof TypeError) || !(await reachable())) throw error;
    throw new BlockedRequest(`${new URL(request.url).pathname} was stopped in the browser`);
  }
}

function reachable(): Promise<boolean> {
  return fetch(NEUTRAL, { cache: 'no-store' }).then(({ ok }) => ok, () => false);
}
