import { DomainError } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Whether the process can do its work: for most that is whether the database answers. An edge that does without it says otherwise. */
@Injectable()
export class Readiness {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** @throws DomainError `service.not_ready`. */
  async check(): Promise<void> {
    try {
      await this.dataSource.query('SELECT 1');
    } catch (cause) {
      throw new DomainError('service.not_ready', 'unavailable', 'The database does not answer', {}, { cause });
    }
  }
}
