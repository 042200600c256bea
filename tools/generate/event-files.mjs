import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const uuid = (description) => ({ type: 'string', format: 'uuid', description });
const CONVERSION = { conversionId: uuid('The conversion; read it, for order between events is not promised') };
const USER = { userId: uuid('The person') };
const PAYOUT = { payoutId: uuid('The payout'), affiliateId: uuid('Whom it pays') };

/** What each event says. Versioned: a change of a payload is a new event. */
const EVENTS = {
  'conversion.recorded.v1': { description: 'A conversion was recorded and waits for approval or review.', payload: CONVERSION },
  'conversion.approved.v1': { description: 'A conversion was approved, at intake or later. At intake it is the first event of the conversion.', payload: CONVERSION },
  'conversion.rejected.v1': { description: 'A pending or held conversion was rejected. One that was rejected at intake makes no event.', payload: CONVERSION },
  'conversion.reversed.v1': {
    description: 'An approved conversion was taken back, whole or in part.',
    payload: { ...CONVERSION, reversalId: uuid('This taking back; there may be several') },
  },
  'payout_batch.submitted.v1': { description: 'A batch waits for the approval of another person.', payload: { batchId: uuid('The batch') } },
  'payout_batch.released.v1': { description: 'The payouts of an approved batch may be sent.', payload: { batchId: uuid('The batch') } },
  'payout.transferred.v1': { description: 'Stripe has the transfer of a payout.', payload: PAYOUT },
  'tracking_domain.lapsed.v1': {
    description: 'The proof of ownership of a tracking domain is gone; the domain is served no more.',
    payload: { domainId: uuid('The domain'), host: { type: 'string', description: 'Its host' } },
  },
  'user.email_verification_requested.v1': { description: 'A mail with a link that proves the mailbox is wanted.', payload: USER },
  'user.password_reset_requested.v1': { description: 'A mail with a link to a new password is wanted.', payload: USER },
  'user.security_changed.v1': {
    description: 'Something changed that a thief would change.',
    payload: { ...USER, change: { type: 'string', enum: ['password_changed', 'second_factor_on', 'second_factor_off', 'recovery_codes_made', 'recovery_code_used'] } },
  },
  'user.new_device_seen.v1': { description: 'A sign-in with a browser that this person never used here.', payload: { ...USER, sessionId: uuid('The sign-in') } },
  'invitation.made.v1': { description: 'Somebody was invited to an organization.', payload: { invitationId: uuid('The invitation') } },
  'enrolment.requested.v1': {
    description: 'An affiliate asked to promote an offer that a person decides on.',
    payload: { enrolmentId: uuid('The application; read it'), offerId: uuid('The offer'), affiliateId: uuid('Who asks') },
  },
  'enrolment.decided.v1': {
    description: 'An application to promote an offer was approved or rejected by a person.',
    payload: { enrolmentId: uuid('The application; read it'), offerId: uuid('The offer'), affiliateId: uuid('Who applied') },
  },
  'payout_destination.changed.v1': {
    description: 'An affiliate is paid to another account than before, or another bank account or card is behind it; nothing new is paid to it for some days.',
    payload: { destinationId: uuid('The payout destination'), affiliateId: uuid('Whose it is') },
  },
  'payout.failed.v1': { description: 'A payout could not be sent; its money is payable again.', payload: PAYOUT },
};

const TYPE_IN_CONTRACTS = /^export const [A-Z_]+ = '([a-z_]+\.[a-z_]+\.v\d+)';$/gm;

/** One JSON Schema of a payload for each event, in `docs/events/`. @throws Error when the contracts name other events. */
export function eventFiles(root) {
  const named = eventTypes(root);
  const undescribed = named.filter((type) => !Object.hasOwn(EVENTS, type));
  const gone = Object.keys(EVENTS).filter((type) => !named.includes(type));
  if (undescribed.length + gone.length > 0) throw new Error(`tools/generate/event-files.mjs lacks [${undescribed}] and should not have [${gone}]`);
  return Object.fromEntries(Object.entries(EVENTS).map(([type, event]) => [`docs/events/${type}.json`, `${JSON.stringify(schemaOf(type, event), null, 2)}\n`]));
}

/** Every event type that a context exports from its contracts. */
export function eventTypes(root) {
  return readdirSync(join(root, 'libs'))
    .map((context) => join(root, 'libs', context, 'src/contracts.ts'))
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(TYPE_IN_CONTRACTS)].map((match) => match[1]));
}

function schemaOf(type, { description, payload }) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#', $id: `urn:fairlead:event:${type}`, title: type, description,
    type: 'object', required: Object.keys(payload), additionalProperties: false, properties: payload,
  };
}
