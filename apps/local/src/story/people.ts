import { createFairleadClient, type FairleadClient } from '@fairlead/client';

const PASSWORD = 'fairlead-demo';

/** Where the story is played. */
export interface Stage {
  readonly apiUrl: string;
  readonly trackerUrl: string;
}

/** A demo user who is signed in. */
export interface Actor {
  readonly name: string;
  readonly client: FairleadClient;
  /** `adv_…` of an advertiser. */
  readonly advertiserId: string | undefined;
}

/** Signs a demo user in over the public API. @throws Error with a hint when nothing answers. */
export async function signIn(stage: Stage, name: string): Promise<Actor> {
  const anonymous = createFairleadClient({ baseUrl: stage.apiUrl });
  const { data } = await anonymous.POST('/api/v1/auth/login', { body: { email: `${name}@demo.fairlead.test`, password: PASSWORD } }).catch((error: unknown) => {
    if (error instanceof TypeError) throw new Error(`Nothing answers at ${stage.apiUrl}. Start the network first: npm start`, { cause: error });
    throw error;
  });
  if (!data) throw new Error(`${name} could not sign in`);
  return { name, client: createFairleadClient({ baseUrl: stage.apiUrl, token: data.access_token }), advertiserId: data.user.advertiser_id };
}
