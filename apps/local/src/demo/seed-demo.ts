import { DAY_MS, systemContext } from '@fairlead/kernel';
import { HISTORY_DAYS, PAUSED } from './catalogue';
import type { DemoApp } from './demo-app';
import { DEMO_SEEDED } from './demo-state';
import { Random } from './random';
import { History } from './seed-history';
import { scheduleMoney } from './seed-money';
import { seedOffers } from './seed-offers';
import { seedPeople } from './seed-people';
import type { StripeControl } from './stripe-control';

const SEED = 20_261_123;

/** Makes the demo network: sixty days up to `end`, through the verbs that everybody uses. */
export async function seedDemo(app: DemoApp, end: Date, control: StripeControl | null, say: (line: string) => void): Promise<void> {
  const random = new Random(SEED);
  const start = new Date(Math.floor(end.getTime() / DAY_MS) * DAY_MS - (HISTORY_DAYS - 1) * DAY_MS);
  app.clock.moveTo(start);
  const people = await seedPeople(app);
  say(`${people.advertisers.length} advertisers and ${people.affiliates.length} affiliates`);
  const published = await seedOffers(app, people, random);
  say(`${published.length} offers with ${published.reduce((sum, target) => sum + target.links.length, 0)} links`);
  const history = new History(app, random, people, published, start, end);
  scheduleMoney(app, people, history, start, end, control);
  scheduleChanges(app, history, published, start);
  const { clicks, conversions } = await history.play((day) => {
    if (day % 15 === 0) say(`day ${day} of ${HISTORY_DAYS}`);
  });
  say(`${clicks} clicks and ${conversions} reported purchases`);
  await app.unitOfWork.run(systemContext('demo'), (tx) =>
    app.audit.append(tx, { action: DEMO_SEEDED, subjectType: 'organization', subjectId: people.admin.organizationId, details: { clicks, conversions } }),
  );
}

/** One offer's terms change half way, one is paused near the end. */
function scheduleChanges(app: DemoApp, history: History, published: Awaited<ReturnType<typeof seedOffers>>, start: Date): void {
  const [renewed] = published;
  const paused = published.find((target) => target.offer.name === PAUSED.offer);
  if (renewed) {
    history.schedule(new Date(start.getTime() + 25 * DAY_MS), () =>
      app.updateOffer.run(renewed.advertiser.context, renewed.id, {}, { commission: { type: 'percent', rateBps: 1_000 } }));
  }
  if (paused) history.schedule(new Date(start.getTime() + PAUSED.day * DAY_MS), () => app.moveOffer.run(paused.advertiser.context, paused.id, 'paused'));
}
