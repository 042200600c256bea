import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '@fairlead/kernel';
import { Controller, Get, Header, Headers, Ip } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, register } from 'prom-client';
import { FairleadConfig } from '../config/fairlead-config';
import { Readiness } from './readiness';

/** Probes for a supervisor and figures for Prometheus, on every process with a port. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness, private readonly config: FairleadConfig) {
    if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
  }

  /** The process answers. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work. */
  @Get('health/ready')
  async ready(): Promise<{ status: 'ok' }> {
    await this.readiness.check();
    return { status: 'ok' };
  }

  /** Prometheus text, for callers on this machine or with the metrics token. */
  @Get('metrics')
  @Header('content-type', register.contentType)
  async metrics(@Ip() ip: string, @Headers('authorization') authorization = ''): Promise<string> {
    if (!this.mayRead(ip, authorization)) throw new DomainError('request.forbidden', 'forbidden', 'Metrics need the metrics token');
    return register.metrics();
  }

  private mayRead(ip: string, authorization: string): boolean {
    if (this.config.metricsToken === null) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip);
    const expected = Buffer.from(`Bearer ${this.config.metricsToken}`);
    const given = Buffer.from(authorization);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
