/** Why a record was not taken: no room for it, too much waits to be written, the disk failed, or the spool is closed. */
export type SpoolRefusal = 'backlog' | 'overloaded' | 'disk' | 'closed';

/** The record was not acknowledged: it may be gone, and whoever sent it must be told so. */
export class SpoolUnavailable extends Error {
  override readonly name = 'SpoolUnavailable';

  constructor(readonly refusal: SpoolRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
