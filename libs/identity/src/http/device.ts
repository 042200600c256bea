import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Device } from '../application/session-user';
import { addressOfOne } from '../domain/address-of-one';

export type { Device };

/** Injects where a request comes from: its address and how the browser names itself. */
export const CurrentDevice = createParamDecorator((_data: unknown, context: ExecutionContext): Device => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { ip: addressOfOne(request.ip), userAgent: request.headers['user-agent'] ?? '' };
});
