import { Module } from '@nestjs/common';
import { LedgerQueries } from './application/ledger-queries';
import { PostJournal } from './application/post-journal.service';
import { LedgerFacade } from './ledger.facade';
import { AccountsRepository } from './persistence/accounts.repository';
import { JournalsRepository } from './persistence/journals.repository';

/** The double-entry ledger. Its HTTP routes live with the application that serves them. */
@Module({
  providers: [AccountsRepository, JournalsRepository, PostJournal, LedgerFacade, LedgerQueries],
  exports: [LedgerFacade, LedgerQueries],
})
export class LedgerModule {}
