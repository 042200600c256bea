import { queryOptions } from '@tanstack/react-query';
import { body, openApi } from './client';

/** An offer as people without an account see it. */
export const publicOffer = (id: string) => queryOptions({ queryKey: ['public-offers', id], queryFn: async () => body(await openApi.GET('/api/v1/public-offers/{id}', { params: { path: { id } } })), retry: false });

/** Whether the network has an administrator, and what sign-up asks. */
export const setupState = () => queryOptions({ queryKey: ['setup'], queryFn: async () => body(await openApi.GET('/api/v1/setup')) });
