import { queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import { growingList } from './lists';

/** The team of the organization that the reader works for. */
export const members = () => queryOptions({ queryKey: ['members'], queryFn: async () => body(await api.GET('/api/v1/members')).data });
/** Invitations that were neither accepted nor revoked. */
export const invitations = () => growingList('invitations', {}, async (step) => body(await api.GET('/api/v1/invitations', { params: { query: step } })));
/** The organizations that the reader belongs to. */
export const ownOrganizations = () => queryOptions({ queryKey: ['organizations'], queryFn: async () => body(await api.GET('/api/v1/organizations')).data });
