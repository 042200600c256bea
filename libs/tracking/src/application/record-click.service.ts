import { systemContext } from '@fairlead/kernel';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ClicksRepository, type NewClick } from '../persistence/clicks.repository';

/** Makes a click durable. When it returns, the click is committed. The seam where a local spool takes the place of an insert. */
@Injectable()
export class RecordClick {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clicks: ClicksRepository) {}

  async run(click: NewClick): Promise<void> {
    await this.unitOfWork.run(systemContext('tracker'), (tx) => this.clicks.insert(tx, [click]));
  }
}
